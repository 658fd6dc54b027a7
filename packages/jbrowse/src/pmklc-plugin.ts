/**
 * The plugin: an adapter named `PmklcAdapter` for the sequence of an assembly.
 */
import type { PluginManager, SharedModules } from './jbrowse.ts';
import { sharedModules } from './jbrowse.ts';
import { SequenceArchive, type Region } from './sequence-archive.ts';

const NAME = 'PmklcAdapter';

/** A plugin of JBrowse 2. */
export class PmklcPlugin {
  readonly name = 'PmklcPlugin';
  readonly version = '0.1.0';

  /** Adds the adapter; called by JBrowse. */
  install(manager: PluginManager): void {
    const shared = sharedModules(manager);
    const configSchema = shared.ConfigurationSchema(NAME, SLOTS, { explicitlyTyped: true });
    const AdapterClass = adapterClass(shared);
    const type = { name: NAME, displayName: 'PMKLC archive', configSchema, AdapterClass };
    manager.addAdapterType(() => new shared.AdapterType(type));
  }

  /** Nothing is to be done once all plugins are installed; called by JBrowse. */
  configure(): void {}
}

/** Slots of the adapter's configuration. */
const SLOTS = {
  pmklcLocation: {
    type: 'fileLocation',
    description: 'the archive, on a server that sends ranges',
    defaultValue: { uri: '/path/to/genome.fa.pmklc', locationType: 'UriLocation' },
  },
  usesPublicKnowledge: {
    type: 'boolean',
    description: 'whether it was packed with public knowledge, which is then fetched once, 9.5 MB',
    defaultValue: false,
  },
};

/** A place of a file as JBrowse's configuration has it. */
interface UriLocation {
  readonly uri: string;
  readonly baseUri?: string;
}

function adapterClass({ BaseSequenceAdapter, SimpleFeature, ObservableCreate }: SharedModules) {
  return class PmklcAdapter extends BaseSequenceAdapter {
    #archive: SequenceArchive | undefined;

    /** Names of the records. */
    async getRefNames(): Promise<string[]> {
      return (await this.getRegions()).map(({ refName }) => refName);
    }

    /** The records, from 0 to their lengths. */
    async getRegions(): Promise<Region[]> {
      return this.#opened().regions();
    }

    /** The residues of a region as one feature with `seq`; none where there is nothing. */
    getFeatures(region: Region): unknown {
      return ObservableCreate(async (observer) => {
        const seq = await this.#opened().residues(region);
        if (seq !== undefined) {
          const { refName } = region;
          const start = Math.max(0, region.start);
          const data = { refName, start, end: start + seq.length, seq };
          observer.next(new SimpleFeature({ id: `${refName}-${start}-${data.end}`, data }));
        }
        observer.complete();
      });
    }

    /** Called by JBrowse when a region is not shown any more; nothing is kept for regions. */
    freeResources(): void {}

    #opened(): SequenceArchive {
      const { uri, baseUri } = this.getConf('pmklcLocation') as UriLocation;
      const usesPublicKnowledge = this.getConf('usesPublicKnowledge') === true;
      const url = baseUri === undefined ? uri : new URL(uri, baseUri).href;
      return (this.#archive ??= new SequenceArchive({ uri: url, usesPublicKnowledge }));
    }
  };
}
