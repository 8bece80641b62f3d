import type { Plugin } from 'vite';

export function formLayout(): Plugin;
