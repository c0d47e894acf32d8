/** How commands are used, by their name without `aerostack`; shown at the end of their help. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  login: ['login --registry https://functions.example.org', 'login --key - < key.txt'],
  logout: ['logout'],
  whoami: ['whoami', 'whoami --json'],
  doctor: ['doctor', 'doctor --registry https://functions.example.org'],
  'remote add': ['remote add', 'remote add --private --name drafts', 'remote add bob --name bob'],
  'ci connect': [
    'ci connect github alice/functions',
    'ci connect github alice/functions --key-stdin < key.txt',
  ],
  'ci init': ['ci init github', 'ci init gitlab --dry-run', 'ci init github --file .github/workflows/ci.yml'],
  completion: [
    'completion zsh > ~/.zsh/completions/_aerostack',
    'completion fish > ~/.config/fish/completions/aerostack.fish',
  ],
  'functions init': ['functions init greeter', 'functions init greeter --template adapter --yes'],
  'functions validate': ['functions validate', 'functions validate greeter/index.ts --strict'],
  'functions push': ['functions push', 'functions push greeter/index.ts', 'functions push --dry-run'],
  'functions import': [
    'functions import github:alice/greeter',
    'functions import github:alice/functions/greeter#v1.0.0 --dry-run',
  ],
  'functions publish': [
    'functions publish greeter',
    'functions publish fn_… --bump minor',
    'functions publish --ci functions/*/ --dry-run',
  ],
  'functions install': [
    'functions install alice/greeter',
    'functions install alice/greeter@^1.2.0',
    'functions install alice/greeter bob/mailer --install-deps',
    'functions install',
    'functions install --frozen',
  ],
  'functions list': ['functions list --category database --sort installs', 'functions list --mine'],
  'functions search': ['functions search image resize'],
  'functions info': ['functions info alice/greeter'],
  'functions versions': ['functions versions alice/greeter'],
  'functions pull': ['functions pull alice/greeter@1.0.0 greeter-1.0.0', 'functions pull fn_…'],
  'functions open': ['functions open alice/greeter'],
  reindex: ['reindex --data /srv/aerostack'],
  backup: ['backup /backup/aerostack --data /srv/aerostack', 'backup /backup/aerostack --verify'],
  restore: ['restore /backup/aerostack --data /srv/aerostack-new'],
  fsck: ['fsck --data /srv/aerostack', 'fsck --repair --from /backup/aerostack'],
  gc: ['gc --data /srv/aerostack'],
};

/** The end of a command's help, or nothing where its name says enough. */
export function examplesOf(command: string): string {
  const lines = EXAMPLES[command] ?? [];
  if (lines.length === 0) return '';
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map((line) => `  aerostack ${line}`).join('\n')}`;
}
