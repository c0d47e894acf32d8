/** The mark: three sheets stacked, the upper one taking off. Decorative, since the name stands beside it. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path class="logo-base" d="M3 22.5 16 29l13-6.5-3.6-1.8L16 25.4l-9.4-4.7z" fill="currentColor" />
      <path class="logo-middle" d="M3 16.5 16 23l13-6.5-3.6-1.8L16 19.4l-9.4-4.7z" fill="currentColor" />
      <path class="logo-top" d="M3 10 16 3l13 7-13 7z" fill="currentColor" />
    </svg>
  );
}
