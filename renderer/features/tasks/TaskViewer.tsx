import { PageHeader } from '../../ui/PageHeader.tsx';

export default function TaskViewer() {
  return <PageHeader title="Task" />;
}
