declare module '*.yml' {
  interface FormRow {
    columnCount: number;
    fields: Record<string, unknown>[];
  }
  const layout: Record<'import' | 'export', { rows: FormRow[]; additions: FormRow[] }>;
  export default layout;
}
