import type { EventBasedGatewayAttributes } from '../../elements/gateways/event-based-gateway.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';

export function readEventBasedGateway({ source }: DraftElement): ProgramAttributes {
  const isParallel = source['eventGatewayType'] === 'Parallel';
  const attributes: EventBasedGatewayAttributes = isParallel ? { isParallel } : {};
  return { ...attributes };
}
