import { Refusal } from '../services/errors.ts';

const LARGEST_PAGE = 10_000;

export interface Page {
  number: number;
  size: number;
  offset: number;
}

function wholeNumber(text: string | undefined, otherwise: number): number | null {
  if (text === undefined || text === '') return otherwise;
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

const noSuchPage = () => new Refusal(404, 'Invalid page.');

/** The page that a query asks for. */
export function askedPage(query: { page?: string | undefined; page_size?: string | undefined }, usual: number): Page {
  const number = wholeNumber(query.page, 1);
  if (number === null) throw noSuchPage();
  const size = Math.min(wholeNumber(query.page_size, usual) ?? usual, LARGEST_PAGE);
  return { number, size, offset: (number - 1) * size };
}

/** Clients stop their paging on the 404 behind the last page; the first page is always there. */
export function requirePage(page: Page, total: number): void {
  if (page.number > 1 && page.offset >= total) throw noSuchPage();
}
