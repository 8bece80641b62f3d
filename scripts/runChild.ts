import { type SpawnOptions, spawn } from 'node:child_process';

/** Runs a program in place of this one: signals go to it, and its end is ours. */
export function runChild(program: string, args: string[], options: SpawnOptions = {}): void {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
