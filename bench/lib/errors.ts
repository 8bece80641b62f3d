export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);
