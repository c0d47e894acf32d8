/** The parts of the Admin. */
export type AdminTab = 'functions' | 'keys' | 'stars' | 'activity' | 'account';

const TABS: readonly { tab: AdminTab; name: string; href: string }[] = [
  { tab: 'functions', name: 'My functions', href: '/admin' },
  { tab: 'keys', name: 'API keys', href: '/admin/keys' },
  { tab: 'stars', name: 'Stars', href: '/admin/stars' },
  { tab: 'activity', name: 'Activity', href: '/admin/activity' },
  { tab: 'account', name: 'Account', href: '/admin/account' },
];

/** The way between the parts of the Admin. */
export function AdminTabs({ current }: { current: AdminTab }) {
  return (
    <nav class="tabs admin-tabs" aria-label="Admin">
      {TABS.map(({ tab, name, href }) => (
        <a key={tab} href={href} aria-current={tab === current ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
