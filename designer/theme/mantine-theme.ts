import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { fontFamily, monospaceFamily, palettes, toCssVariables, type Palette } from './tokens.js';

const repeated = (color: string): MantineColorsTuple => [
  color,
  color,
  color,
  color,
  color,
  color,
  color,
  color,
  color,
  color,
];

const { light, dark } = palettes;
const lightShades: MantineColorsTuple = [
  light.background,
  light.hover,
  light.line,
  light.line,
  light.controlLine,
  light.controlLine,
  light.muted,
  light.muted,
  light.text,
  light.text,
];
const darkShades: MantineColorsTuple = [
  dark.text,
  dark.text,
  dark.muted,
  dark.controlLine,
  dark.line,
  dark.hover,
  dark.raised,
  dark.surface,
  dark.background,
  dark.background,
];

/** Text on the brand color is dark in the dark scheme. */
const resolveVariantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isBrand =
    input.variant === 'filled' && (input.color === undefined || input.color === 'brand');
  return isBrand ? { ...colors, color: 'var(--lem-on-brand)' } : colors;
};

export const mantineTheme = createTheme({
  fontFamily,
  fontFamilyMonospace: monospaceFamily,
  primaryColor: 'brand',
  variantColorResolver: resolveVariantColors,
  primaryShade: { light: 6, dark: 6 },
  colors: { brand: repeated(palettes.light.brand), gray: lightShades, dark: darkShades },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '6px', md: '6px', lg: '6px', xl: '10px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { transitionProps: { duration: 100 } } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 100 } } },
  },
});

/** What Mantine calls its colors, in the meanings of the states. */
function stateVariables(palette: Palette): Record<string, string> {
  const { surface, breached, atRisk, information, differs, onTrack } = palette;
  const named = {
    red: breached,
    yellow: atRisk,
    blue: information,
    grape: differs,
    green: onTrack,
  };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, color]) => [
      [`--mantine-color-${name}-light`, `color-mix(in srgb, ${color} 10%, ${surface})`],
      [`--mantine-color-${name}-light-color`, color],
      [`--mantine-color-${name}-filled`, color],
      [`--mantine-color-${name}-outline`, color],
      [`--mantine-color-${name}-text`, color],
    ]),
  );
}

function mantineVariables(palette: Palette): Record<string, string> {
  return {
    ...stateVariables(palette),
    ...toCssVariables(palette),
    '--mantine-color-body': palette.background,
    '--mantine-color-text': palette.text,
    '--mantine-color-dimmed': palette.muted,
    '--mantine-color-placeholder': palette.muted,
    '--mantine-color-anchor': palette.brand,
    '--mantine-color-error': palette.breached,
    '--mantine-color-default': palette.surface,
    '--mantine-color-default-hover': palette.hover,
    '--mantine-color-default-color': palette.text,
    '--mantine-color-default-border': palette.controlLine,
    '--mantine-color-disabled': palette.hover,
    '--mantine-color-disabled-color': palette.muted,
    '--mantine-color-disabled-border': palette.line,
    '--mantine-primary-color-filled': palette.brand,
    '--mantine-primary-color-filled-hover': `color-mix(in srgb, ${palette.brand} 88%, ${palette.text})`,
    '--mantine-primary-color-contrast': palette.onBrand,
    '--mantine-primary-color-light': palette.selected,
    '--mantine-primary-color-light-hover': palette.selected,
    '--mantine-primary-color-light-color': palette.brand,
    '--mantine-color-brand-filled': palette.brand,
    '--mantine-color-brand-filled-hover': `color-mix(in srgb, ${palette.brand} 88%, ${palette.text})`,
    '--mantine-color-brand-light': palette.selected,
    '--mantine-color-brand-light-hover': palette.selected,
    '--mantine-color-brand-light-color': palette.brand,
    '--mantine-color-brand-outline': palette.brand,
    '--mantine-color-brand-text': palette.brand,
  };
}

export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: mantineVariables(palettes.light),
  dark: mantineVariables(palettes.dark),
});
