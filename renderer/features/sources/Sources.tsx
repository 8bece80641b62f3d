import { PageHeader } from '../../ui/PageHeader.tsx';

export default function Sources() {
  return <PageHeader title="Sources" />;
}
