import type { DeliveryBox } from '../notifications/delivery-box.js';
import type { NotifyPeople } from '../notifications/notify-people.js';
import type { TemplateReader } from '../notifications/template-reader.js';
import type { GuardedFetch } from '../outgoing/guarded-fetch.js';
import type { SecretStore } from '../secrets/secret-store.js';
import type { StepRecords } from './step-records.js';

/** What steps work with. */
export interface StepServices {
  readonly records: StepRecords;
  readonly notifyPeople: NotifyPeople;
  readonly templates: TemplateReader;
  readonly deliveryBox: DeliveryBox;
  readonly isMailOn: boolean;
  readonly callOut: GuardedFetch;
  readonly secrets: SecretStore;
}
