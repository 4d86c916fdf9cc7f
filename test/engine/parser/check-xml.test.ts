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
    ['many elements beside each other', `<x>${'<a b=">"/><c></c>'.repeat(500)}</x>`],
    ['what looks like a declaration in a comment', '<x><!-- <!DOCTYPE y> --></x>'],
    ['what looks like a declaration in CDATA', '<x><![CDATA[<!ENTITY y "z">]]></x>'],
    ['tags inside attribute values', `<x a="${'<b>'.repeat(300)}"/>`],
    ['an unfinished comment', '<x><!-- '],
  ])('accepts %s', (_what, xml) => {
    expect(checkXml(xml)).toBeUndefined();
  });
});
