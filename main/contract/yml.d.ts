declare module '*.yml' {
  interface FormField {
    type: 'text' | 'select' | 'toggle';
    name: string;
    label: string;
    description?: string;
    placeholder?: string;
    required?: boolean;
    validators?: string[];
    options?: { value: boolean; label: string }[];
    /** What a new storage begins with; without it, the first option, or nothing. */
    initial?: string | boolean;
  }
  interface FormRow {
    columnCount: number;
    fields: FormField[];
  }
  const layout: Record<'import' | 'export', { rows: FormRow[]; additions: FormRow[] }>;
  export default layout;
}
