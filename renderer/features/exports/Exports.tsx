import { PageHeader } from '../../ui/PageHeader.tsx';

export default function Exports() {
  return <PageHeader title="Exports" />;
}
