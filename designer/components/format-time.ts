/** Whose eyes the time is for. */
export interface Reader {
  readonly locale: string;
  readonly zone: string;
}

/** Date and time in the person's zone, with the zone's short name. */
export function formatMoment(instant: string, reader: Reader): string {
  return new Intl.DateTimeFormat(reader.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: reader.zone,
  }).format(new Date(instant));
}

/** Only the time of day. */
export function formatTimeOfDay(instant: string, reader: Reader): string {
  return new Intl.DateTimeFormat(reader.locale, {
    timeStyle: 'short',
    timeZone: reader.zone,
  }).format(new Date(instant));
}

export function formatMomentWithZone(instant: string, reader: Reader): string {
  return new Intl.DateTimeFormat(reader.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: reader.zone,
    timeZoneName: 'short',
  }).format(new Date(instant));
}

const minuteMs = 60_000;

/** A span as a person reads it: `20 s`, `0:45`, `12:05`, `3 d 4 h`; negative spans carry a minus. */
export function formatSpan(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '';
  const minutes = Math.floor(Math.abs(milliseconds) / minuteMs);
  if (minutes === 0) return `${sign}${Math.floor(Math.abs(milliseconds) / 1_000)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${sign}${Math.floor(hours / 24)} d ${hours % 24} h`;
  return `${sign}${hours}:${String(minutes % 60).padStart(2, '0')}`;
}
