/** Every save asks what waits for its annotation, also while many thousands wait for a folder that is gone. */
export const outboxLookUp = `
CREATE INDEX export_outbox_by_annotation ON export_outbox (annotation_id);
`;
