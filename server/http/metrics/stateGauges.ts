import { Gauge, type Registry } from 'prom-client';
import type { OperatingState } from '../../services/operatingState.ts';

/** What of the registry's state is told at any time; each is left out where it cannot be told. */
export function createStateGauges(registers: Registry[], version: string): (state: OperatingState) => void {
  const build = new Gauge({
    name: 'aerostack_build_info',
    help: 'The version of the registry and of the git that it uses; always 1.',
    labelNames: ['version', 'git'],
    registers,
  });
  const ready = new Gauge({
    name: 'aerostack_ready',
    help: '1 where the registry can do its work, as /readyz says.',
    registers,
  });
  const faults = new Gauge({
    name: 'aerostack_fault',
    help: '1 for each code that /readyz gives as the reason why the registry cannot work.',
    labelNames: ['code'],
    registers,
  });
  const diskFree = new Gauge({
    name: 'aerostack_disk_free_bytes',
    help: 'What may still be written to the disk of the data folder.',
    registers,
  });
  const diskSize = new Gauge({
    name: 'aerostack_disk_size_bytes',
    help: 'The size of the disk of the data folder.',
    registers,
  });
  const behind = new Gauge({
    name: 'aerostack_index_accounts_behind',
    help: 'Accounts whose repository has published what the index does not know yet; looked up once a minute.',
    registers,
  });
  return (state) => {
    build.reset();
    build.set({ version, git: state.git ?? 'none' }, 1);
    ready.set(state.faults.length === 0 ? 1 : 0);
    faults.reset();
    for (const code of state.faults) faults.set({ code }, 1);
    for (const [gauge, value] of [
      [diskFree, state.disk?.free],
      [diskSize, state.disk?.size],
      [behind, state.accountsBehind],
    ] as const) {
      if (value === undefined) gauge.remove();
      else gauge.set(value);
    }
  };
}
