/**
 * Processes of this machine by what is in their environment: the tree does not tell, since daemons leave it.
 */
import { readdirSync, readFileSync } from 'node:fs';

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    // It ended, or is not ours.
    return '';
  }
}

function parentOf(pid) {
  const [, parent] = /^PPid:\s*(\d+)$/m.exec(read(pid, 'status')) ?? [];
  return parent;
}

/**
 * Ids of processes that have all these variables (`NAME=VALUE`), this one never; and of their parents of one name, which come first:
 * they would tell of their children's end.
 */
export function processesWith(variables, parentName) {
  const found = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return false;
    const environment = read(name, 'environ').split('\0');
    return variables.every((variable) => environment.includes(variable));
  });
  const parents = new Set(found.map(parentOf));
  const named = [...parents].filter((pid) => read(pid, 'comm').trim() === parentName);
  return [...new Set([...named, ...found])].map(Number);
}
