/** The messages of packages/container/proto/pmklc.proto, for readMessage. */
const fields = (rows) =>
  Object.fromEntries(rows.map(([number, name, kind]) => [number, { name, kind }]));

export const ARCHIVE_HEADER = fields([
  [1, 'requiredFeatures', 'packed'],
  [2, 'mateNames', 'list'],
]);

export const MEMBER_TABLE = fields([
  [1, 'count', 'integer'],
  [2, 'columns', 'packed'],
]);

export const PARTITION_HEADER = fields([
  [1, 'index', 'integer'],
  [2, 'format', 'integer'],
  [3, 'baseCount', 'integer'],
  [4, 'otherBytes', 'integer'],
  [5, 'contentCrc', 'fixed32'],
  [6, 'sideStreams', 'packed'],
  [7, 'level', 'integer'],
  [8, 'memoryMib', 'integer'],
  [9, 'modelRevision', 'integer'],
  [10, 'modelConfig', 'bytes'],
  [11, 'lanes', 'integer'],
  [12, 'knowledge', 'list'],
  [13, 'snapshotDistance', 'integer'],
  [14, 'snapshotBases', 'integer'],
  [15, 'predictorId', 'bytes'],
  [16, 'predictorHash', 'bytes'],
  [17, 'basesKept', 'integer'],
  [18, 'primerDistance', 'integer'],
  [19, 'bothStrands', 'integer'],
  [20, 'readLengths', 'packed'],
]);

export const TRAILER = fields([
  [1, 'partitionBytes', 'packed'],
  [2, 'inputBytes', 'packed'],
]);
