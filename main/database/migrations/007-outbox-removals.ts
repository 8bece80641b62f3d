/** Which annotation a file must be of to be removed: by then the annotation itself is gone. NULL for what is to be written. */
export const outboxRemovals = `
ALTER TABLE export_outbox ADD COLUMN annotation_created_at INTEGER;
`;
