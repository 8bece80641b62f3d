import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** What is wrong with a labeling config as XML, in words; null when it can be used. */
export function checkLabelConfig(xml: string): string | null {
  try {
    readTags(xml);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return `The labeling config is not valid XML: ${reason.slice(0, 200)}`;
  }
}

let lastKey: { xml: string; key: string } | null = null;

/** The key of imported files in task data: the first `$name` that a named tag shows; `$undefined$` without one. */
export function dataKeyOf(xml: string): string {
  // Asked for every file of an export, mostly about the same project.
  if (lastKey?.xml !== xml) lastKey = { xml, key: readDataKey(xml) };
  return lastKey.key;
}

function readDataKey(xml: string): string {
  for (const tag of tagsOrNone(xml)) {
    if (attribute(tag, 'name') === '') continue;
    const key = variableOf(attribute(tag, 'value')) || variableOf(attribute(tag, 'valueList'));
    if (key !== '') return key;
  }
  return '$undefined$';
}

/** As Label Studio reads it: all that follows a leading `$` (`$page.url[0]` gives `page.url[0]`), else the first `$word` inside. */
function variableOf(value: string): string {
  return value.length > 1 && value.startsWith('$') ? value.slice(1) : (/\$([\p{L}\p{N}_]+)/u.exec(value)?.[1] ?? '');
}

/** An object tag that a control labels. */
interface ParsedInput {
  type: string;
  value: string;
  valueType: string | null;
}

/** A control tag as `parsed_label_config` shows it. */
interface ParsedControl {
  type: string;
  to_name: string[];
  regex?: Record<string, string>;
  conditionals?: { type: 'tag' | 'label' | 'choice'; name: string };
  dynamic_labels?: true;
  inputs: ParsedInput[];
  labels: string[];
  labels_attrs: Record<string, Record<string, string>>;
}

/** The controls of a labeling config by name, with what they label and their labels; {} for text that is not XML. */
export function parsedLabelConfig(xml: string): Record<string, ParsedControl> {
  const inputs = new Map<string, ParsedInput>();
  const controls = new Map<string, Omit<ParsedControl, 'inputs' | 'labels' | 'labels_attrs'>>();
  const labels = new Map<string, Map<string, Tag>>();
  const indexFlags: string[] = [];
  for (const tag of tagsOrNone(xml)) {
    const [name, value, indexFlag] = [attribute(tag, 'name'), attribute(tag, 'value'), attribute(tag, 'indexFlag')];
    if (indexFlag !== '') indexFlags.push(indexFlag);
    if (name !== '' && attribute(tag, 'toName') !== '' && tag.name.toLowerCase() !== 'filter') {
      controls.set(name, controlOf(tag, indexFlags));
    } else if (name !== '' && value !== '') {
      const valueType = attribute(tag, 'valueType') || null;
      inputs.set(name, { type: tag.name, value: value.replace(/^\$+/, ''), valueType });
    }
    const label = attribute(tag, 'alias') || value;
    const owner = LABEL_TAGS.has(tag.name.toLowerCase()) ? ownerOf(tag, controls) : undefined;
    if (owner === undefined || label === '') continue;
    labels.set(owner, (labels.get(owner) ?? new Map<string, Tag>()).set(label, tag));
  }
  const parsed = Array.from(controls, ([name, control]): [string, ParsedControl] => {
    const named = labels.get(name) ?? new Map<string, Tag>();
    const attributes = Array.from(named, ([label, tag]) => [label, Object.fromEntries(tag.attributes)] as const);
    const labeled = control.to_name.flatMap((objectName) => inputs.get(objectName) ?? []);
    return [
      name,
      { ...control, inputs: labeled, labels: [...named.keys()], labels_attrs: Object.fromEntries(attributes) },
    ];
  });
  // fromEntries defines own properties, so a control or label called `__proto__` is a name like any other.
  return Object.fromEntries(parsed);
}

const LABEL_TAGS = new Set(['label', 'choice', 'relation']);

function controlOf(tag: Tag, indexFlags: string[]): Omit<ParsedControl, 'inputs' | 'labels' | 'labels_attrs'> {
  const toName = attribute(tag, 'toName').split(',');
  const flags = indexFlags.filter((flag) => toName.some((name) => name.includes(flag)));
  const conditionals = conditionalsOf(tag);
  const dynamic = /^\$[A-Za-z_]+$/.test(attribute(tag, 'value')) || attribute(tag, 'apiUrl') !== '';
  return {
    type: tag.name,
    to_name: toName,
    ...(flags.length > 0 && { regex: Object.fromEntries(flags.map((flag) => [flag, '.*'])) }),
    ...(conditionals !== undefined && { conditionals }),
    ...(dynamic && { dynamic_labels: true }),
  };
}

function conditionalsOf(tag: Tag): ParsedControl['conditionals'] {
  if (attribute(tag, 'perRegion') !== 'true') return undefined;
  const conditions = [
    { type: 'tag', name: attribute(tag, 'whenTagName') },
    { type: 'label', name: attribute(tag, 'whenLabelValue') },
    { type: 'choice', name: attribute(tag, 'whenChoiceValue') },
  ] as const;
  return conditions.find(({ name }) => name !== '');
}

/** Labels can sit in any layout tags below their control. */
function ownerOf(label: Tag, controls: ReadonlyMap<string, unknown>): string | undefined {
  for (let tag = label.parent; tag !== null; tag = tag.parent) {
    const name = attribute(tag, 'name');
    if (controls.has(name)) return name;
  }
  return undefined;
}

/** A tag with its attributes as they are written. */
interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  parent: Tag | null;
}

/** Attribute names are read in any case; '' when it is missing. */
function attribute(tag: Tag, name: string): string {
  for (const [key, value] of tag.attributes) if (key.toLowerCase() === name.toLowerCase()) return value;
  return '';
}

function tagsOrNone(xml: string): Tag[] {
  try {
    return readTags(xml);
  } catch {
    return [];
  }
}

/** All tags in document order. Throws an error in words for anything that an XML reader without a DTD would refuse. */
function readTags(xml: string): Tag[] {
  const verdict = XMLValidator.validate(xml);
  if (verdict !== true) throw new Error(validatorWords(verdict.err.msg, verdict.err.line));
  refuseWhatTheValidatorLetsThrough(xml);
  // In a tag of our own, because the parser drops text behind the root.
  const [wrapper] = PARSER.parse(`<config>${xml}</config>`) as OrderedNode[];
  const top = (wrapper?.config ?? []) as OrderedNode[];
  const elements = top.filter((node) => isElementName(nameOf(node)));
  if (top.some((node) => String(node['#text'] ?? '').trim() !== ''))
    throw new Error('there is text outside the root tag');
  if (elements.length !== 1) throw new Error('there has to be exactly one root tag');
  const tags: Tag[] = [];
  collectTags(elements, null, tags);
  return tags;
}

const ATTRIBUTE_PREFIX = '@';
/** References are decoded below: the parser's own way would also expand entities that the text defines. */
const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE_PREFIX,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
});

/** How the parser keeps order: one key for the tag with its children, `:@` for the attributes. */
type OrderedNode = Record<string, unknown>;

function nameOf(node: OrderedNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function isElementName(name: string): boolean {
  return name !== '' && name !== '#text' && !name.startsWith('?');
}

function collectTags(nodes: OrderedNode[], parent: Tag | null, tags: Tag[]): void {
  for (const node of nodes) {
    const name = nameOf(node);
    if (!isElementName(name)) continue;
    const written = Object.entries((node[':@'] ?? {}) as Record<string, string>);
    const attributes = new Map(written.map(([key, raw]) => [key.slice(ATTRIBUTE_PREFIX.length), attributeText(raw)]));
    const tag: Tag = { name, attributes, parent };
    tags.push(tag);
    collectTags(node[name] as OrderedNode[], tag, tags);
  }
}

function attributeText(raw: string): string {
  if (raw.includes('<')) throw new Error('a < inside an attribute has to be written as &lt;');
  return decodeReferences(raw.replaceAll(/\r\n|[\t\n\r]/g, ' '));
}

const NAMED_REFERENCES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeReferences(text: string): string {
  return text.replaceAll(/&(?:#x([\da-fA-F]+);|#(\d+);|(\w+);)?/g, (reference, hex, decimal, name) => {
    const number = hex === undefined ? decimal : `0x${hex}`;
    const decoded = number === undefined ? NAMED_REFERENCES.get(name) : String.fromCodePoint(Number(number));
    if (decoded === undefined) throw new Error(`${reference} is not known here; a single & has to be written as &amp;`);
    refuseCharactersOutsideXml(decoded);
    return decoded;
  });
}

function refuseWhatTheValidatorLetsThrough(xml: string): void {
  refuseCharactersOutsideXml(xml);
  const marked = xml.replaceAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (marked.includes('<!')) throw new Error('a document type declaration is not allowed');
  decodeReferences(marked);
}

function refuseCharactersOutsideXml(text: string): void {
  const isForbidden = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/u.test(text) || !text.isWellFormed();
  if (isForbidden) throw new Error('it holds a character that XML does not allow');
}

function validatorWords(message: string, line: number): string {
  const unclosed = message.startsWith('Invalid ') && message.endsWith(' found.');
  return `${unclosed ? 'a tag is not closed' : message} (line ${line})`;
}
