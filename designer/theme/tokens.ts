/** The one place where colors are decided; Mantine, the diagram and the forms all read from here. */
export interface Palette {
  background: string;
  surface: string;
  raised: string;
  hover: string;
  selected: string;
  text: string;
  muted: string;
  line: string;
  controlLine: string;
  brand: string;
  onBrand: string;
  onTrack: string;
  atRisk: string;
  breached: string;
  paused: string;
  incident: string;
  information: string;
  differs: string;
}

export type ColorScheme = 'light' | 'dark';

export const palettes: Record<ColorScheme, Palette> = {
  light: {
    background: '#F7F8FA',
    surface: '#FFFFFF',
    raised: '#FFFFFF',
    hover: '#F1F3F6',
    selected: '#EBF6F7',
    text: '#16202E',
    muted: '#55637A',
    line: '#DDE2E9',
    controlLine: '#8592A6',
    brand: '#0B6E75',
    onBrand: '#FFFFFF',
    onTrack: '#1B7F4B',
    atRisk: '#9A5B00',
    breached: '#B3261E',
    paused: '#5B5FA8',
    incident: '#A3145F',
    information: '#1F5FBF',
    differs: '#7A4BB8',
  },
  dark: {
    background: '#10161F',
    surface: '#18212D',
    raised: '#1F2A38',
    hover: '#202B39',
    selected: '#173A41',
    text: '#E8EDF4',
    muted: '#9FB0C6',
    line: '#2B3746',
    controlLine: '#5E6E84',
    brand: '#4FC3C9',
    onBrand: '#0B1A1C',
    onTrack: '#5CC98C',
    atRisk: '#F0B04A',
    breached: '#FF8A80',
    paused: '#A9ADF5',
    incident: '#FF7AB8',
    information: '#82B4FF',
    differs: '#C9A6FF',
  },
};

const toKebabCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** CSS variables `--lem-…` of one color scheme. */
export function toCssVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(
    Object.entries(palette).map(([role, color]) => [`--lem-${toKebabCase(role)}`, color as string]),
  );
}

export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
export const monospaceFamily =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';
