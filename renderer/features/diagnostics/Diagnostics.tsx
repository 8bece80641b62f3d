import { PageHeader } from '../../ui/PageHeader.tsx';

export default function Diagnostics() {
  return <PageHeader title="Diagnostics" />;
}
