import {
  formatMoment,
  formatMomentWithZone,
  formatSpan,
} from '../../../designer/components/format-time.js';

const minutes = (count: number): number => count * 60_000;

describe('formatSpan', () => {
  it.each([
    [minutes(45), '0:45'],
    [minutes(605), '10:05'],
    [minutes(-20), '−0:20'],
    [20_500, '20 s'],
    [-3_000, '−3 s'],
    [minutes(47 * 60 + 59), '47:59'],
    [minutes(76 * 60), '3 d 4 h'],
  ])('tells %i milliseconds as %s', (span, expected) => {
    // when
    const text = formatSpan(span);

    // then
    expect(text).toBe(expected);
  });
});

describe('formatMoment', () => {
  it('tells the time in the zone of the reader, not of the machine', () => {
    // given
    const amsterdam = { locale: 'en-GB', zone: 'Europe/Amsterdam' };
    const tokyo = { locale: 'en-GB', zone: 'Asia/Tokyo' };

    // when
    const texts = [amsterdam, tokyo].map((reader) => formatMoment('2026-07-01T12:00:00Z', reader));

    // then
    expect(texts[0]).toContain('14:00');
    expect(texts[1]).toContain('21:00');
  });

  it('names the zone where it matters', () => {
    // when
    const text = formatMomentWithZone('2026-07-01T12:00:00Z', {
      locale: 'en-GB',
      zone: 'Europe/Amsterdam',
    });

    // then
    expect(text).toMatch(/CEST|GMT\+2/);
  });
});
