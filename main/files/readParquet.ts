import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  type ParquetRowRange,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
} from 'hyparquet';
import { isJsonObject, JsonError, parseJson } from '../domain/jsonText.ts';
import { type ItemProblem, type TaskItemAnswer, taskItemFrom } from '../domain/taskItem.ts';
import { decimalOf, JSON_PARSERS, toJsonValue, Unsayable, withoutNulls } from './parquetValues.ts';
import { errorCode } from './probe.ts';
import { type OnPosition, readRange } from './readChunks.ts';
import { fileProblem, type TaskFileEntry } from './taskFileEntry.ts';

interface Column {
  name: string;
  values: ArrayLike<unknown>;
  /** Digits behind the point of a decimal column. */
  scale: number | null;
}

const COMPRESSORS: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  ZSTD: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) }),
};
const READABLE_CODECS = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(COMPRESSORS)]);
const LISTS = new Set(['predictions', 'annotations']);
const BESIDE_DATA = new Set([...LISTS, 'allow_skip']);

/** Reads a Parquet file, each row a task. It holds one row group at a time. */
export async function* readParquet(
  file: number,
  size: number,
  onPosition: OnPosition,
): AsyncGenerator<Iterable<TaskFileEntry>> {
  let before = 0;
  try {
    const source = asyncBufferOf(file, size);
    const metadata = await parquetMetadataAsync(source, { geoparquet: false });
    const codec = unreadableCodec(metadata);
    if (codec !== null) {
      yield [
        fileProblem({
          reason: `it is compressed with ${codec}, which cannot be read here`,
          advice: 'Write it with zstd, snappy or gzip.',
        }),
      ];
      return;
    }
    const scales = takeDecimals(metadata);
    const rows = Number(metadata.num_rows);
    for (const group of metadata.row_groups) {
      const count = Number(group.num_rows);
      const columns = await readColumns(source, metadata, { rowStart: before, rowEnd: before + count }, scales);
      yield readRows(columns, count, before);
      before += count;
      onPosition((size * before) / rows);
    }
  } catch (error) {
    if (errorCode(error).startsWith('E') && !errorCode(error).startsWith('ERR_')) throw error;
    yield [fileProblem(unreadable(before))];
  }
}

function asyncBufferOf(file: number, size: number): AsyncBuffer {
  return {
    byteLength: size,
    slice(start, end = size) {
      if (start < 0 || end > size) throw new RangeError('a Parquet file that points outside of itself');
      const bytes = readRange(file, { allocate: Buffer.allocUnsafeSlow }, start, end);
      if (bytes.length < end - start) throw new RangeError('a Parquet file that became shorter');
      return bytes.buffer as ArrayBuffer;
    },
  };
}

async function readColumns(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rows: ParquetRowRange,
  scales: Map<string, number>,
): Promise<Column[]> {
  const options = { file, metadata, ...rows, utf8: false, useOffsetIndex: false };
  const scan = await parquetScan({ ...options, parsers: JSON_PARSERS, compressors: COMPRESSORS });
  const columns: Column[] = [];
  for (const { element } of parquetSchema(metadata).children) {
    const { name } = element;
    const values = rows.rowEnd > rows.rowStart ? await scan.readColumn({ column: name, ...rows }) : [];
    columns.push({ name, values, scale: scales.get(name) ?? null });
  }
  return columns;
}

function* readRows(columns: Column[], count: number, before: number): Generator<TaskFileEntry> {
  for (let row = 0; row < count; row++) yield { place: 'row', number: before + row + 1, ...readRow(columns, row) };
}

function readRow(columns: Column[], row: number): TaskItemAnswer {
  const fields: Record<string, unknown> = Object.create(null);
  const data = columns.find((column) => column.name === 'data');
  let reading = '';
  const read = (column: Column) => {
    reading = column.name;
    fields[column.name] = valueAt(column, row);
  };
  try {
    if (data) read(data);
    // Beside "data" most columns do not count, so it does not matter what they hold.
    const wrapped = isJsonObject(fields.data);
    for (const column of columns) if (column !== data && (!wrapped || BESIDE_DATA.has(column.name))) read(column);
    return taskItemFrom(fields);
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    return {
      problem: {
        reason: `its column "${reading}" holds ${error.what}, which JSON cannot say`,
        advice: 'Write the table without it: null for a missing number, and files with their paths for binary data.',
      },
    };
  }
}

function valueAt({ name, values, scale }: Column, row: number): unknown {
  const value = scale === null ? toJsonValue(values[row]) : decimalOf(values[row], scale);
  const parsed = (name === 'data' || LISTS.has(name)) && typeof value === 'string' ? parsedText(value) : value;
  return LISTS.has(name) ? withoutNulls(parsed) : parsed;
}

/** Tables often hold the task's parts as JSON texts. Any other text stays one. */
function parsedText(text: string): unknown {
  try {
    const value = parseJson(text);
    return typeof value === 'object' ? value : text;
  } catch (error) {
    if (error instanceof JsonError) return text;
    throw error;
  }
}

/** Makes hyparquet give decimals as they are stored, because it would turn them into doubles. */
function takeDecimals(metadata: FileMetaData): Map<string, number> {
  const scales = new Map<string, number>();
  for (const { element, children } of parquetSchema(metadata).children) {
    if (element.converted_type !== 'DECIMAL' || children.length > 0) continue;
    scales.set(element.name, element.scale ?? 0);
    delete element.converted_type;
  }
  return scales;
}

function unreadableCodec(metadata: FileMetaData): string | null {
  const chunks = metadata.row_groups.flatMap((group) => group.columns);
  return (
    chunks.map((chunk) => chunk.meta_data?.codec ?? '').find((codec) => codec !== '' && !READABLE_CODECS.has(codec)) ??
    null
  );
}

function unreadable(before: number): ItemProblem {
  return {
    reason:
      before > 0 ? `its rows behind row ${before} cannot be read as Parquet` : 'it cannot be read as a Parquet file',
    advice:
      'See whether it was copied to its end; otherwise write it again without encryption and with common column types.',
  };
}
