import { palettes, toCssVariables, type Palette } from '../../../designer/theme/tokens.js';

function luminance(color: string): number {
  const channels = [1, 3, 5].map(
    (start) => Number.parseInt(color.slice(start, start + 2), 16) / 255,
  );
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const texts: (keyof Palette)[] = [
  'text',
  'muted',
  'brand',
  'onTrack',
  'atRisk',
  'breached',
  'paused',
  'incident',
  'information',
  'differs',
];
const grounds: (keyof Palette)[] = ['background', 'surface', 'hover', 'selected'];
const pairs = (['light', 'dark'] as const).flatMap((scheme) =>
  texts.flatMap((text) => grounds.map((ground) => [scheme, text, ground] as const)),
);

describe('the palettes', () => {
  it.each(pairs)('%s: %s can be read on %s', (scheme, text, ground) => {
    // when
    const ratio = contrast(palettes[scheme][text], palettes[scheme][ground]);

    // then
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['light', 'dark'] as const)('%s: lines of controls can be seen', (scheme) => {
    // given
    const { controlLine, surface, brand, onBrand } = palettes[scheme];

    // then
    expect(contrast(controlLine, surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(onBrand, brand)).toBeGreaterThanOrEqual(4.5);
  });

  it('become CSS variables named after their roles', () => {
    // when
    const variables = toCssVariables(palettes.light);

    // then
    expect(variables['--lem-on-track']).toBe(palettes.light.onTrack);
    expect(Object.keys(variables)).toHaveLength(Object.keys(palettes.light).length);
  });
});
