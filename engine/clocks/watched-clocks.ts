import type { ElementInstance } from '../state/instance-state.js';
import { isEmptyTable, unwatch, watch } from '../state/watch-table.js';
import type { StepMachine } from '../step-machine.js';

/** From its start on, a clock notices when what it counts by may have become another. */
export function watchTerms(machine: StepMachine, host: ElementInstance, index: number): void {
  const { dependsOn = [] } = machine.elementOf(host).clocks[index] ?? {};
  if (dependsOn.length > 0)
    watch((machine.state.clockTerms ??= {}), watchIdOf(host, index), dependsOn);
}

export function forgetTerms(machine: StepMachine, host: ElementInstance, index: number): void {
  const { state } = machine;
  const { dependsOn = [] } = machine.elementOf(host).clocks[index] ?? {};
  if (state.clockTerms === undefined || dependsOn.length === 0) return;
  unwatch(state.clockTerms, watchIdOf(host, index), dependsOn);
  if (isEmptyTable(state.clockTerms)) delete state.clockTerms;
}

function watchIdOf({ key }: ElementInstance, index: number): string {
  return `${key}/${index}`;
}
