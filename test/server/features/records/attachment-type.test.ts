import {
  cleanFileName,
  readMediaType,
} from '../../../../server/features/records/attachment-type.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const program = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(64)]);
const page = Buffer.from('<html><script>alert(1)</script></html>');

describe('the type of an attachment', () => {
  it.each([
    ['screen.PNG', png, 'image/png'],
    ['report.pdf', pdf, 'application/pdf'],
    ['run.log', Buffer.from('step 3: \u001B[31mfailed\u001B[0m\n'), 'text/plain'],
    ['people.csv', Buffer.from('name;née\n'), 'text/csv'],
    ['answer.json', Buffer.from('{}'), 'application/json'],
    ['page.txt', page, 'text/plain'],
  ])('of %s is what its content shows', async (name, bytes, expected) => {
    await expect(readMediaType(name, bytes)).resolves.toBe(expected);
  });

  it.each([
    ['page.html', page],
    ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['tool.exe', program],
    ['tool.txt', program],
    ['screen.png', pdf],
    ['report.pdf', Buffer.from('no report')],
    ['notes.txt', Buffer.from([0xff, 0xfe, 0x00])],
    ['notes', Buffer.from('x')],
  ])('of %s is refused', async (name, bytes) => {
    await expect(readMediaType(name, bytes)).rejects.toMatchObject({
      code: 'attachmentType',
      errors: [{ path: 'file' }],
    });
  });
});

describe('the name of an attachment', () => {
  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    [String.raw`C:\temp\a.png`, 'a.png'],
    ['bill\u202Egnp.exe', 'billgnp.exe'],
    ['a"b\r\nc.txt', 'abc.txt'],
    ['.hidden.txt', 'hidden.txt'],
    ['Überblick  März.pdf', 'Überblick März.pdf'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(146)}.pdf`],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected);
  });
});
