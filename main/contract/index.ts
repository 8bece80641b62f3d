import { annotationEndpoints } from './annotations.ts';
import type { Endpoint } from './endpoint.ts';
import { folderEndpoints } from './folders.ts';
import { larderEndpoints, systemEndpoints } from './larder.ts';
import { newProjectEndpoints } from './newProject.ts';
import { projectEndpoints } from './projects.ts';
import { exportStorageEndpoints, importStorageEndpoints, storageListEndpoints } from './storages.ts';
import { taskListEndpoints } from './taskList.ts';
import { taskEndpoints } from './tasks.ts';
import { userEndpoints } from './users.ts';

/** Every call of the API. The router, the OpenAPI document and the tests read this one list. */
export const contract = {
  system: systemEndpoints,
  users: userEndpoints,
  projects: projectEndpoints,
  tasks: taskEndpoints,
  annotations: annotationEndpoints,
  importStorages: importStorageEndpoints,
  exportStorages: exportStorageEndpoints,
  storageLists: storageListEndpoints,
  larder: larderEndpoints,
  folders: folderEndpoints,
  newProject: newProjectEndpoints,
  taskList: taskListEndpoints,
};

export const allEndpoints: Endpoint[] = Object.values(contract).flatMap((group): Endpoint[] => Object.values(group));
