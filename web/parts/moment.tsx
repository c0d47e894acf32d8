const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
  timeZoneName: 'short',
});

/** A day and a time of it in UTC, from ISO 8601. */
export function Moment({ iso }: { iso: string }) {
  return <time dateTime={iso}>{MOMENT.format(Date.parse(iso))}</time>;
}
