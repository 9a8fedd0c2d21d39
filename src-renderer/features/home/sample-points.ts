/** A flower of Fisher's iris data (1936): lengths of its petals in cm. */
export interface Flower {
  readonly species: 'setosa' | 'versicolor' | 'virginica';
  readonly length: number;
  readonly width: number;
}

const of = (species: Flower['species'], ...petals: readonly (readonly [number, number])[]): Flower[] =>
  petals.map(([length, width]) => ({ species, length, width }));

/** Some of the 150 flowers, for a picture. */
export const flowers: readonly Flower[] = [
  ...of(
    'setosa',
    [1.4, 0.2],
    [1.3, 0.3],
    [1.5, 0.1],
    [1.7, 0.4],
    [1.1, 0.1],
    [1.9, 0.4],
    [1.6, 0.6],
    [1.5, 0.3],
    [1.2, 0.2],
    [1.7, 0.2],
    [1.4, 0.3],
  ),
  ...of(
    'versicolor',
    [4.7, 1.4],
    [4.5, 1.5],
    [4, 1.3],
    [3.3, 1],
    [3.9, 1.4],
    [3.5, 1],
    [4.2, 1.2],
    [3.6, 1.3],
    [4.4, 1.4],
    [4.1, 1],
    [5, 1.7],
    [4.9, 1.5],
  ),
  ...of(
    'virginica',
    [6, 2.5],
    [5.1, 1.9],
    [5.9, 2.1],
    [5.6, 1.8],
    [5.8, 2.2],
    [6.6, 2.1],
    [6.3, 1.8],
    [6.1, 2.3],
    [5.3, 2.3],
    [5.5, 2.1],
    [6.7, 2],
    [5, 2],
    [4.8, 1.8],
  ),
];

/** Some of the Palmer penguins (Gorman, Williams and Fraser, 2014): flipper length in mm, body mass in g. */
export const penguins: readonly (readonly [number, number])[] = [
  [181, 3750],
  [186, 3800],
  [195, 3250],
  [193, 3450],
  [190, 3650],
  [182, 3200],
  [191, 3800],
  [198, 4400],
  [185, 3700],
  [197, 4500],
  [184, 3325],
  [194, 4200],
  [174, 3400],
  [180, 3600],
  [189, 3950],
  [187, 3350],
  [211, 4500],
  [230, 5700],
  [210, 4450],
  [218, 5700],
  [215, 5400],
  [219, 5200],
  [209, 4400],
  [214, 4650],
  [216, 5550],
  [213, 5850],
  [210, 4200],
  [217, 4900],
  [222, 5850],
  [207, 4800],
  [225, 5400],
  [221, 6000],
  [203, 4050],
  [201, 4300],
  [205, 4300],
];
