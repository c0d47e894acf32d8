/** Monaco says nowhere in its types whether the Tab key leaves its editors. */
declare module 'monaco-editor/editor/browser/config/tabFocus' {
  export const TabFocus: { onDidChangeTabFocus(listener: (leaves: boolean) => void): void };
}
