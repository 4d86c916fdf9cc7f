/**
 * Transforms js-joda's rules of time zones for Jest, which loads them anew in every test file: a zone is unpacked when it
 * is first asked for, by the library's own function, instead of all six hundred at once.
 */
const eager = 'var tzdbZoneInfo = unpack(packedZoneInfo);';
const lazy = `var tzdbZoneInfo = (function (packed) {
  var opened;
  function open() { return opened || (opened = unpack(packed)); }
  return {
    name: packed.slice(0, packed.indexOf('|')),
    get abbrs() { return open().abbrs; },
    get offsets() { return open().offsets; },
    get untils() { return open().untils; },
    get population() { return open().population; }
  };
})(packedZoneInfo);`;

export default {
  process(source) {
    if (!source.includes(eager)) throw new TypeError('Expected js-joda to unpack each zone here');
    return { code: source.replace(eager, () => lazy) };
  },
};
