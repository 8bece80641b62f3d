import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { MenuCommand } from '../../main/contract/desktop.ts';
import { desktop } from '../api/desktop.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showShortcuts } from './showShortcuts.tsx';

/** What works everywhere, by key and by the desktop app's menu. */
export function MenuCommands() {
  const navigate = useNavigate();
  useShortcuts([
    { keys: 'shift+?', does: 'Show the keyboard shortcuts', run: showShortcuts },
    { keys: 'mod+shift+O', does: 'New project from a folder', run: () => navigate('/new') },
    { keys: 'mod+shift+H', does: 'All projects', run: () => navigate('/') },
    { keys: 'mod+shift+D', does: 'Diagnostics', run: () => navigate('/diagnostics') },
  ]);
  useEffect(() => {
    const commands: Record<MenuCommand, () => void> = {
      'new project': () => void navigate('/new'),
      'choose document root': () => void navigate('/diagnostics'),
      shortcuts: showShortcuts,
      diagnostics: () => void navigate('/diagnostics'),
    };
    return desktop?.onMenuCommand((command) => commands[command]());
  }, [navigate]);
  return null;
}
