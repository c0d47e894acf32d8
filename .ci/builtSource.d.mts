import type { Plugin } from 'vite';

/** A plugin for Vite that gives scenarios what they import of the program as bundles. */
export function builtSource(): Plugin;
