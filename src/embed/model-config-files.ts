interface BertShape {
  readonly dimensions: number
  readonly layers: number
  readonly heads: number
  readonly feedForward: number
}

/** `config.json` of a BERT with the uncased English vocabulary (Devlin et al. 2019). */
export function bertConfig(shape: BertShape): string {
  return asFile({
    architectures: ['BertModel'],
    model_type: 'bert',
    hidden_size: shape.dimensions,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    intermediate_size: shape.feedForward,
    hidden_act: 'gelu',
    max_position_embeddings: 512,
    type_vocab_size: 2,
    vocab_size: 30_522,
    pad_token_id: 0,
  })
}

/** `tokenizer_config.json`: the library reads the class and the special tokens from it. */
export function bertTokenizerConfig(limits: { maxInputTokens: number }): string {
  return asFile({
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    strip_accents: null,
    tokenize_chinese_chars: true,
    model_max_length: limits.maxInputTokens,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    mask_token: '[MASK]',
  })
}

function asFile(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
