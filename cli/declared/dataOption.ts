/** The option by which a command of the operator is told its data folder. */
export const DATA_OPTION = ['--data <dir>', 'data folder (DATA_DIR; default ./data)'] as const;
