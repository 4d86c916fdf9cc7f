import { checkXml } from '../../../engine/parser/check-xml.js';

describe('checkXml', () => {
  it('refuses a document type with its entities, naming the line', () => {
    // given
    const bomb =
      '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<x>&b;</x>';

    // when
    const problem = checkXml(bomb);

    // then
    expect(problem).toMatchObject({
      rule: 'xmlDeclarationForbidden',
      severity: 'error',
      params: { line: 2 },
    });
  });

  it('refuses more than 10 MB without reading them', () => {
    const problem = checkXml(`<x>${' '.repeat(11 * 1024 * 1024)}</x>`);
    expect(problem).toMatchObject({ rule: 'xmlTooLarge', params: { maximum: 10_485_760 } });
  });

  it('refuses deep nesting', () => {
    const problem = checkXml('<a>'.repeat(201) + '</a>'.repeat(201));
    expect(problem).toMatchObject({ rule: 'xmlTooDeep', params: { maximum: 200 } });
  });

  it.each([
    ['an entity that nobody declares', '<x>\n<y a="&foo;"/></x>', '&foo;'],
    ['an ampersand that begins nothing', '<x>\na &amp; b & c</x>', '&'],
    ['a character that XML does not have', '<x>\n<y a="&#x41;&#0;"/></x>', '&#0;'],
    ['half a character', '<x>\n&#xD800;</x>', '&#xD800;'],
    ['a reference behind a comment', '<x><!-- &foo; -->\n&bar;</x>', '&bar;'],
    ['a reference after the last tag', '<x/>\n&foo;', '&foo;'],
  ])('refuses %s and tells its line', (_what, xml, text) => {
    expect(checkXml(xml)).toEqual({
      rule: 'xmlMalformed',
      severity: 'error',
      message: `Expected well-formed BPMN XML but at line 2: unknown reference <${text}>`,
      params: { line: 2, cause: `unknown reference <${text}>` },
    });
  });

  it.each([
    ['references that XML knows', '<x a="&lt;&#10;">&amp;&gt;&apos;&quot;&#x1F600;&#xe4;</x>'],
    ['ampersands in comments and CDATA', '<x><!-- a & b --><![CDATA[&foo;]]><?p & ?></x>'],
    ['many elements beside each other', `<x>${'<a b=">"/><c></c>'.repeat(500)}</x>`],
    ['what looks like a declaration in a comment', '<x><!-- <!DOCTYPE y> --></x>'],
    ['what looks like a declaration in CDATA', '<x><![CDATA[<!ENTITY y "z">]]></x>'],
    ['tags inside attribute values', `<x a="${'<b>'.repeat(300)}"/>`],
    ['an unfinished comment', '<x><!-- '],
  ])('accepts %s', (_what, xml) => {
    expect(checkXml(xml)).toBeUndefined();
  });
});
