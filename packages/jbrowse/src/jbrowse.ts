/**
 * Parts of JBrowse that the plugin is given by JBrowse itself when it is installed. They are not imported: JBrowse has one copy of each, and a
 * plugin that brought its own would be of other classes.
 */

/** The class that adapters of sequences extend. */
type AdapterClass = new (...given: never[]) => {
  getConf(name: string): unknown;
};

/** Part of an observer of RxJS. */
interface Observer {
  next(feature: unknown): void;
  complete(): void;
}

/** JBrowse, as a plugin that is installed sees it. */
export interface PluginManager {
  /** A module that JBrowse shares. */
  jbrequire(name: string): unknown;
  /** Adds what `create` makes, once all plugins are installed. */
  addAdapterType(create: () => unknown): unknown;
}

/** Modules of JBrowse, by the names under which it shares them. */
export interface SharedModules {
  readonly BaseSequenceAdapter: AdapterClass;
  readonly SimpleFeature: new (data: object) => unknown;
  readonly AdapterType: new (data: object) => unknown;
  ConfigurationSchema(name: string, slots: object, options: object): unknown;
  ObservableCreate(work: (observer: Observer) => Promise<void>): unknown;
}

/** @throws TypeError (of JBrowse) when it shares no such module */
export function sharedModules({ jbrequire }: PluginManager): SharedModules {
  const shared = (name: string) => jbrequire(`@jbrowse/core/${name}`) as SharedModules;
  const { BaseSequenceAdapter } = shared('data_adapters/BaseAdapter');
  const { SimpleFeature } = shared('util');
  const { AdapterType } = shared('pluggableElementTypes');
  const { ConfigurationSchema } = shared('configuration');
  const { ObservableCreate } = shared('util/rxjs');
  return { BaseSequenceAdapter, SimpleFeature, AdapterType, ConfigurationSchema, ObservableCreate };
}
