import { run, show, showBoth } from '../feel-runner.js';

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

describe('strings by the tables of the standard, in both modes', () => {
  it.each([
    ['substring("foobar", 3)', '"obar"'],
    ['substring("foobar", 3, 3)', '"oba"'],
    ['substring("foobar", -2, 1)', '"a"'],
    [String.raw`substring("\U01F40Eab", 2)`, '"ab"'],
    ['substring("foobar", 0)', 'null !badArgument'],
    ['substring("foobar", 7)', 'null !badArgument'],
    ['substring("foobar", 1, 0)', 'null !badArgument'],
    ['substring before("foobar", "xyz")', '""'],
    ['substring before("foobar", "")', '""'],
    ['substring after("foobar", "ob")', '"ar"'],
    ['substring after("", "a")', '""'],
    ['substring after("foo", "")', '"foo"'],
    ['replace("banana", "a", "o")', '"bonono"'],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '"[1=ab][2=]cd"'],
    ['replace("abc", "b*", "x")', 'null !badArgument'],
    ['replace("abc", "b", "$")', 'null !badArgument'],
    ['replace("abc", "[", "x")', 'null !badArgument'],
    ['replace("abc", "B", "x", "i")', '"axc"'],
    ['replace("abc", "b", "x", "q")', 'null !badArgument'],
    ['replace("a b", "a b", "x", "x")', '"a b"'],
    ['replace("aeb", "[a-z-[aeiou]]", "x")', '"aex"'],
    ['matches("foobar", "^fo*b")', 'true'],
    ['matches("abc", null)', 'null !badArgument'],
    [String.raw`matches("a\nb", "a.b")`, 'false'],
    [String.raw`matches("a\nb", "a.b", "s")`, 'true'],
    [String.raw`matches("a\nb", "^b$", "m")`, 'true'],
    ['matches("helloworld", "hello world", "x")', 'true'],
    ['matches("hello world", "hello[ ]world", "x")', 'true'],
    ['matches("a", "(?i)A")', 'null !badArgument'],
    [String.raw`matches("xx", "(x)\\1")`, 'true'],
    [String.raw`matches("xy", "(x|y)\\1")`, 'false'],
    [String.raw`matches("abBA", "(.)(.)\\2\\1", "i")`, 'true'],
    [String.raw`matches("say 'a' now", "('|x)[^']*\\1 now$")`, 'true'],
    [String.raw`matches("aab", "^(a*?)\\1(b|c){1,2}$")`, 'true'],
    [String.raw`matches("ab2", "^(a)b\\12$")`, 'false'],
    [String.raw`matches("aa2", "^(a)\\12$")`, 'true'],
    [String.raw`matches("b", "^(a)?\\1b$")`, 'true'],
    [String.raw`matches("abab", "^(?:(a|b)+)\\1$")`, 'false'],
    [String.raw`matches("abb", "^(?:(a|b)+)\\1$")`, 'true'],
    [String.raw`matches("a\na", "(a).\\1")`, 'false'],
    [String.raw`matches("a\na", "(a).\\1", "s")`, 'true'],
    [String.raw`matches("x\naa", "^(a)\\1$", "m")`, 'true'],
    [String.raw`replace("aabbcd", "([a-z-[b]])\\1", "<$1>")`, '"<a>bbcd"'],
    [String.raw`split("a--b==c-=d", "([-=])\\1")`, '["a", "b", "c-=d"]'],
    [String.raw`replace("🐎🐎x", "(.)\\1", "$1")`, '"🐎x"'],
    [String.raw`matches("aa", "(a)\\1)")`, 'null !badArgument'],
    [String.raw`matches("aa", "((a)\\2")`, 'null !badArgument'],
    [String.raw`matches("aa", "(a)\\1**")`, 'null !badArgument'],
    [String.raw`matches("aa", "(a)\\1{2,1}")`, 'null !badArgument'],
    [String.raw`matches("aa", "(a)[\\1]")`, 'null !badArgument'],
    [String.raw`matches("a:b", "^\\i\\c*$")`, 'true'],
    [String.raw`matches("hello world", "hello\\ sworld", "x")`, 'true'],
    [String.raw`matches("αβγ", "^\\p{IsGreek}+$")`, 'true'],
    [String.raw`matches("αβc", "^\\p{IsGreek}+$")`, 'false'],
    [String.raw`matches("abc", "^[\\P{IsGreek}]+$")`, 'true'],
    [String.raw`matches("a", "\\p{IsKlingon}")`, 'null !badArgument'],
    [String.raw`matches("१२३", "^\\d{3}$")`, 'true'],
    [String.raw`matches("१", "\\D")`, 'false'],
    [String.raw`matches("é", "^\\w$")`, 'true'],
    [String.raw`matches("_", "^\\w$")`, 'false'],
    [String.raw`matches("_-", "^[\\W]\\W$")`, 'true'],
    [String.raw`matches("a\tb c", "^[\\S]\\s\\S\\s\\S$")`, 'true'],
    [String.raw`matches("a-b", "^[\\i-[:]][\\c-[:]]*$")`, 'true'],
    [String.raw`matches("a:b", "^[\\i-[:]][\\c-[:]]*$")`, 'false'],
    [String.raw`matches("1!", "^\\I[\\C]$")`, 'true'],
    [String.raw`matches("a1", "^\\I[\\C]$")`, 'false'],
    [String.raw`replace("stay", "[\\w-[^aeiou]]", "*")`, '"st*y"'],
    [String.raw`replace("abcde", "[a-e-[b-d-[c]]]", "*")`, '"*b*d*"'],
    [String.raw`matches("a", "[a-[\\w]]")`, 'false'],
    [String.raw`matches("a", "[\\wz-a-[b]]")`, 'null !badArgument'],
    [String.raw`split("John Doe", "\\s")`, '["John", "Doe"]'],
    ['split("a;b;c;;", ";")', '["a", "b", "c", "", ""]'],
    ['split("abc", "")', 'null !badArgument'],
    ['string join(["a", null, "c"], "X")', '"aXc"'],
    ['string join(["a", 1], "X")', 'null !badArgument'],
    ['string join([], "X")', '""'],
    ['string join("a", "X")', '"a"'],
    ['string join(null, "X")', 'null !badArgument'],
    ['contains(["foobar"], "of")', 'false'],
    ['contains("foobar", null)', 'null !badArgument'],
    ['starts with("foobar", "")', 'true'],
    ['upper case("aBc4")', '"ABC4"'],
    ['string length(123)', 'null !badArgument'],
  ])('%s is %s', (text, expected) => {
    expect(showBoth(text)).toBe(expected);
  });
});

describe('conversions by the tables of the standard, in both modes', () => {
  it.each([
    ['date(999999999, 12, 31).year', '999999999'],
    ['date(-999999999, 1, 1)', '-999999999-01-01'],
    ['string(@"10:00:00@Europe/Paris")', '"10:00:00@Europe/Paris"'],
    ['date and time("2012-03-07Z").year', '2012'],
    ['date("2012-03-07Z")', 'null !badArgument'],
    ['time("10:00:00@Mars/X")', 'null !badArgument'],
    ['string(1.1)', '"1.1"'],
    ['string(null)', 'null'],
    ['string(true)', '"true"'],
    ['string([1, "a", null])', String.raw`"[1, \"a\", null]"`],
    ['string({a: 1, "b c": "x"})', String.raw`"{a: 1, \"b c\": \"x\"}"`],
    ['string(@"P1Y")', '"P1Y"'],
    ['string([1..2])', '"[1..2]"'],
    ['string(1e3)', '"1000"'],
    ['string(0.00000001)', '"0.00000001"'],
    ['string(1.10)', '"1.1"'],
    ['number("1 000,0", " ", ",")', '1000'],
    ['number("1.000.000,01", ".", ",")', '1000000.01'],
    ['number("1,000.00", ",", ",")', 'null !badArgument'],
    ['number("1", "x", ".")', 'null !badArgument'],
    ['number("abc", ",", ".")', 'null !badArgument'],
    ['number(from: "1.5", grouping separator: null, decimal separator: ".")', '1.5'],
    ['number(null, ",", ".")', 'null !badArgument'],
    ['date("2012-12-25") - date("2012-12-24") = duration("P1D")', 'true'],
    ['date(date and time("2012-12-25T11:00:00Z"))', '2012-12-25'],
    ['date(2012, 13, 1)', 'null !badArgument'],
    ['date("2012-12-25T00:00:00")', 'null !badArgument'],
    ['date and time(date("2012-12-24"), time("23:59:00"))', '2012-12-24T23:59:00'],
    ['date and time(@"2012-12-24T10:00:00Z", time("23:59:00"))', '2012-12-24T23:59:00'],
    ['time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC")', 'true'],
    ['time(date and time("2012-12-25T11:00:00Z"))', '11:00:00Z'],
    ['time("23:59:00z") = time(23, 59, 0, duration("PT0H"))', 'true'],
    ['time(10, 0, 0)', '10:00:00'],
    ['time(10, 0, 0, null)', '10:00:00'],
    ['time(25, 0, 0)', 'null !badArgument'],
    ['time(1, 2, 3.5)', '01:02:03.5'],
    ['duration("P2Y2M") = duration("P26M")', 'true'],
    ['duration("P1Y2D")', 'null !badArgument'],
    ['duration("P")', 'null !badArgument'],
    ['duration("PT")', 'null !badArgument'],
    ['duration("P0D")', 'PT0S'],
    ['duration("P0Y")', 'P0M'],
    ['duration("-P1Y13M")', '-P2Y1M'],
    ['duration("PT90M")', 'PT1H30M'],
    ['duration("P1DT0.5S")', 'P1DT0.5S'],
    ['years and months duration(date("2011-12-22"), date("2013-08-24"))', 'P1Y8M'],
    ['years and months duration(date("2013-08-24"), date("2011-12-22"))', '-P1Y8M'],
    ['years and months duration(null, @"2011-12-22")', 'null !badArgument'],
  ])('%s is %s', (text, expected) => {
    expect(showBoth(text)).toBe(expected);
  });
});

describe('patterns of XPath', () => {
  it.each([
    ['[a-z-[aeiou]]+', 'aeibcd', 'aei*'],
    ['[^a-c-[x]]', 'axd', 'ax*'],
    ['[a-f-[^b-d]]', 'abcdf', 'a***f'],
    ['[\\-a\\]-[\\]]]', '-a]b', '**]b'],
    ['[a-z-[\\p{L}]]', 'ab', 'ab'],
    ['\\i\\c*', '1a-b.c', '1*'],
    ['[\\i]', 'a1', '*1'],
    ['\\I', 'a1', 'a*'],
    ['\\p{Lu}', 'aBc', 'a*c'],
    ['\\P{L}', 'a1', 'a*'],
    ['(?:ab)+', 'ababc', '*c'],
    ['a{2,3}', 'aaaa', '*a'],
    ['a|b', 'abc', '**c'],
    ['a.c', 'a\\nc', 'a\\nc'],
    ['[.]', 'a.c', 'a*c'],
    ['\\.\\$\\^\\(\\)', '.$^()', '*'],
  ])('%s finds in %s what makes it %s', (pattern, text, expected) => {
    const [source, given] = [pattern, text].map((part) => part.replaceAll('\\', '\\\\'));
    const plain = text.includes('\\n') ? text : given;
    expect(show(`replace("${plain}", "${source}", "*")`)).toBe(`"${expected}"`);
  });

  it.each([
    ['(a\\\\1)', 'before the end of that group'],
    [`${'('.repeat(60)}a${')'.repeat(60)}\\\\1`, 'nest too deeply'],
    ['a(?=b)', "'\\(\\?='"],
    ['(?i)a', "'\\(\\?i'"],
    ['\\\\bword', 'XPath does not know'],
    ['[a-z', "lacks a '\\]'"],
    ['[a[b]]', "'\\[' within a class"],
    ['[]', 'empty class'],
    ['[\\\\p{Qq}-[a]]', 'which XPath does not know'],
    ['[c-a-[a]]', 'a range without an end'],
    ['\\\\pL', 'without a property'],
    [`${'[a-'.repeat(12)}b${']'.repeat(12)}`, 'nest too deeply'],
    ['a**', 'Expected a regular expression'],
  ])('%s is refused because of %s', (pattern, reason) => {
    // when
    const result = run(`matches("abc", "${pattern}")`);
    // then
    expect(result).toMatchObject({ ok: false, error: { code: 'badArgument' } });
    expect(result.ok ? '' : result.error.message).toMatch(new RegExp(reason));
  });

  it('ignores space in an extended pattern, but not in a class', () => {
    expect(show(String.raw`matches("a b", "a [ ] b", "x")`)).toBe('true');
    expect(show(String.raw`matches("ab", "a [ ] b", "x")`)).toBe('false');
  });
});
