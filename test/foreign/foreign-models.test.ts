import { exportModel, importModel, type ImportResult } from '../../engine/foreign/index.js';
import { demandedStanding, standingOf } from '../conformance/expectation.js';
import { runCase } from '../conformance/run-case.js';
import { inMemoryConformanceDriver } from '../support/in-memory-driver.js';
import { describeReport, listForeignModels, meaningOf } from './foreign-models.js';

const isUpdating = process.env['UPDATE_REPORTS'] === '1';

function hashesOf({ programs }: ImportResult): readonly string[] {
  return programs.map(({ hash }) => hash);
}

describe.each(listForeignModels().map((model) => [model.name, model] as const))(
  '%s',
  (_, model) => {
    let importing: Promise<ImportResult> | undefined;
    const imported = () => (importing ??= importModel(model.files));

    it('is imported with the report that is expected, and survives the way out and in again', async () => {
      // given
      const { files } = await imported();

      // when
      const exported = exportModel(files.slice(0, model.files.length));
      const again = await importModel(exported.files);

      // then
      const report = describeReport((await imported()).report);
      if (isUpdating && model.readReport() === undefined) model.writeReport(report);
      expect(report).toEqual(model.readReport());
      expect(exported.problems).toEqual([]);
      expect(exported.entries.filter(({ outcome }) => outcome !== 'given back')).toEqual([]);
      expect(meaningOf(again.report)).toEqual(meaningOf((await imported()).report));
      expect(hashesOf(again)).toEqual(hashesOf(await imported()));
    });

    const { script } = model;
    if (script === undefined) return;
    it(`${script.title}`, async () => {
      // given
      const { programs, decisions, report } = await imported();
      expect(report.deployable).toBe(true);

      // when
      const { instances, works } = await runCase(
        inMemoryConformanceDriver,
        'plain',
        script,
        { programs, decisions },
        [],
      );

      // then
      expect(standingOf(script.expect, instances, works)).toEqual(demandedStanding(script.expect));
    });
  },
);
