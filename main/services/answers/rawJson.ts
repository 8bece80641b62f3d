/** Text that is JSON. Data and results travel as the text that was written, so that no number loses a digit. */
export type JsonText = string & { readonly __json: unique symbol };

export const jsonText = (text: string) => text as JsonText;

/** An object whose `raw` members are JSON already. */
export function jsonObject(plain: object, raw: Record<string, string>): JsonText {
  const members = Object.entries(raw).map(([key, text]) => `${JSON.stringify(key)}:${text}`);
  const rest = JSON.stringify(plain).slice(1, -1);
  if (rest) members.push(rest);
  return `{${members.join()}}` as JsonText;
}

export const jsonList = (items: readonly JsonText[]) => `[${items.join()}]` as JsonText;
