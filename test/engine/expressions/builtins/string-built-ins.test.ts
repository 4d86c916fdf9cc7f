import { show } from '../feel-runner.js';

describe('built-in functions of strings', () => {
  it.each([
    ['substring("foobar", 3)', '"obar"'],
    ['substring("foobar", 3, 3)', '"oba"'],
    ['substring("foobar", -2, 1)', '"a"'],
    ['substring("foobar", -6)', '"foobar"'],
    ['substring("\u{1F40E}ab", 2)', '"ab"'],
    ['substring(string: "foobar", start position: 3)', '"obar"'],
    ['string length("foo")', '3'],
    ['string length("\u{1F40E}")', '1'],
    ['string length("")', '0'],
    ['upper case("aBc4")', '"ABC4"'],
    ['lower case("aBc4")', '"abc4"'],
    ['trim("  a b ")', '"a b"'],
    ['is blank("  ")', 'true'],
    ['substring before("foobar", "bar")', '"foo"'],
    ['substring before("foobar", "xyz")', '""'],
    ['substring after("foobar", "ob")', '"ar"'],
    ['substring after("", "a")', '""'],
    ['substring after("foo", "")', '"foo"'],
    ['contains("foobar", "ob")', 'true'],
    ['starts with("foobar", "fo")', 'true'],
    ['ends with("foobar", "r")', 'true'],
    ['matches("foobar", "^fo*bar$")', 'true'],
    ['matches("FOO", "foo")', 'false'],
    ['matches("FOO", "foo", "i")', 'true'],
    ['matches("a\\nb", "a.b", "s")', 'true'],
    ['matches("ab", "a b", "x")', 'true'],
    ['matches("2026-11-21", "\\d{4}-\\d\\d")', 'true'],
    ['replace("banana", "a", "o")', '"bonono"'],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '"[1=ab][2=]cd"'],
    ['replace("abracadabra", "a.*?a", "*")', '"*c*bra"'],
    ['replace("facetiously", "[iouy]", "[$0]")', '"facet[i][o][u]sl[y]"'],
    ['replace("5", "5", "\\$1")', '"$1"'],
    ['replace("ab", "(a)", "$12")', '"a2b"'],
    ['replace("Ab", "a", "x", "i")', '"xb"'],
    ['split("a;b;;c", ";")', '["a", "b", "", "c"]'],
    ['split("John Doe", "\\s")', '["John", "Doe"]'],
    ['string join(["a", null, "c"], "-")', '"a-c"'],
    ['string join(["a", "b"])', '"ab"'],
    ['string join([], "-")', '""'],
    ['string join("a", "-")', '"a"'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    'substring("abc", 0)',
    'substring("abc", 4)',
    'substring("abc", 1, 0)',
    'substring("abc", 1.5)',
    'matches("a", "[")',
    'replace("abc", "x*", "y")',
    'replace("abc", "b", "$x")',
    String.raw`replace("abc", "b", "c\\x")`,
    'split("abc", "")',
    'matches("a", "(?=a)")',
    'matches("a", "[a-z-[b]]")',
    'matches("a", "a", "p")',
    'string join(["a", 1])',
    'contains("a", 1)',
    'split("a", "(")',
    'upper case(null)',
  ])('%s is a mistake', (text) => {
    expect(show(text)).toBe('!badArgument');
  });
});

describe('conversions', () => {
  it.each([
    ['number("1.50")', '1.5'],
    ['number("-.5")', '-0.5'],
    ['number("1e3")', '1000'],
    ['number("1 000,50", " ", ",")', '1000.5'],
    ['number("1,000.50", ",", ".")', '1000.5'],
    ['number(from: "1.000,5", grouping separator: ".", decimal separator: ",")', '1000.5'],
    ['string(1.10)', '"1.1"'],
    ['string(true)', '"true"'],
    ['string(null)', 'null'],
    ['string("a")', '"a"'],
    ['string([1, "a", null])', '"[1, \\"a\\", null]"'],
    ['string({a: 1, "b c": "x"})', '"{a: 1, \\"b c\\": \\"x\\"}"'],
    ['string([1..5))', '"[1..5)"'],
    ['string(@"PT1H")', '"PT1H"'],
    ['string(1e21)', '"1000000000000000000000"'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    'number("abc")',
    'number("")',
    'number("1", ",", ",")',
    'number("1", "x", ".")',
    'number(null)',
  ])('%s is a mistake', (text) => {
    expect(show(text)).toBe('!badArgument');
  });
});
