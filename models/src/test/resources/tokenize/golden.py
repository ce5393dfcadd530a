"""Makes the tokenizer files and golden ids beside it: pip install tokenizers==0.23.2 sentencepiece; python golden.py.

Five small tokenizers in the shapes of CLIP, GPT-2/Whisper, SigLIP, XLM-R and BERT are trained on the sentences below;
golden.jsonl holds what Hugging Face's own library makes of every text.
"""
import io, json, random, struct, tempfile, unicodedata
import sentencepiece as spm
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

WORDS = ("a photo of the red car blue boat green tree small large house person walking dog running cat on under "
         "beach street night day sunset bicycle rides left right top bottom two three near water stream flower "
         "opening crowd cheering music speech don't it's we're they'll Über café naïve 1969 2024 3.5").split()
random.seed(7)
CORPUS = [" ".join(random.choices(WORDS, k=random.randint(3, 12))) for _ in range(400)]
TEXTS = CORPUS[:40] + [
    "a photo of a cat", "", " ", "   leading and trailing   ", "A PHOTO OF A CAT", "don't stop, it's 3.5 km!!!",
    "tabs\tand\nnewlines\r\nhere", "Über CAFÉ naïve", "e\u0301 composed é", "日本語のテキスト", "смотреть видео", "مرحبا بالعالم",
    "🚗🔥 red car 👩‍👩‍👧", "ﬁne ligatures ｆｕｌｌｗｉｄｔｈ ½ ①", "Σίσυφος ΟΔΟΣ", "İstanbul ıI", "a" * 300, "word " * 200,
    "!!!???...", "semi-transparent_under_score", "x\u200by zero width", "nbsp\u00a0here", "\u3000ideographic space", "<s> [CLS] </s>",
    "1234567890 12a34b", "I'LL we'Re", "mixed中文english", "null \u0000 char", "combining a\u0300\u0301\u0302", "tail'"]


def clip():
    t = Tokenizer(models.BPE(end_of_word_suffix="</w>", unk_token="<|endoftext|>"))
    t.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), "removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    t.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=900, end_of_word_suffix="</w>", initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<|startoftext|>", "<|endoftext|>"], show_progress=False))
    t.post_processor = processors.RobertaProcessing(("<|endoftext|>", 1), ("<|startoftext|>", 0), False, False)
    return t


def gpt2():
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=600, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<|endoftext|>"], show_progress=False))
    t.post_processor = processors.TemplateProcessing(single="$A <|endoftext|>", special_tokens=[("<|endoftext|>", 0)])
    return t


def unigram():
    buffer = io.BytesIO()
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as rules:
        rules.write(rule_lines())
        rules.flush()
        spm.SentencePieceTrainer.train(
            sentence_iterator=iter(CORPUS), model_writer=buffer, vocab_size=90, model_type="unigram", unk_id=2,
            pad_id=1, eos_id=0, bos_id=-1, normalization_rule_tsv=rules.name, num_threads=1, minloglevel=2)
    pieces = spm.SentencePieceProcessor(model_proto=buffer.getvalue())
    t = Tokenizer(models.Unigram([(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(len(pieces))], unk_id=2))
    t.normalizer = normalizers.Sequence([
        normalizers.Precompiled(charsmap(buffer.getvalue())), normalizers.Lowercase(),
        normalizers.Replace(Regex(r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""), ""),
        normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()])
    t.pre_tokenizer = pre_tokenizers.Metaspace()
    t.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 0)])
    return t


def multilingual():
    """XLM-R's: words are cut at spaces before they are marked, and pieces lie between begin and end."""
    foreign = ["das rote Auto fährt am Strand entlang", "der Hund läuft durch das Wasser", "красная машина на улице", "смотреть видео",
               "una casa pequeña cerca del agua", "日本語のテキスト 水 夜", "مرحبا بالعالم"]
    buffer = io.BytesIO()
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS + 20 * foreign), model_writer=buffer, vocab_size=160, model_type="unigram", unk_id=0,
        bos_id=1, eos_id=2, pad_id=-1, normalization_rule_name="identity", character_coverage=1.0, num_threads=1, minloglevel=2)
    pieces = spm.SentencePieceProcessor(model_proto=buffer.getvalue())
    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocabulary += [(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(3, len(pieces))]
    t = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    rules = Tokenizer.from_file("unigram.json").normalizer[0]
    t.normalizer = normalizers.Sequence([rules, normalizers.Replace(Regex(" {2,}"), " ")])
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    t.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    t.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return t


def rule_lines():
    """Compatibility forms of a few blocks: the full nmt_nfkc map of the real families is 240 kB."""
    points = [*range(0xFF01, 0xFF5F), *range(0xFB00, 0xFB07), *range(0x2460, 0x2470), 0xBD, 0xA0, 0x3000, 0x200B]
    rules = {chr(p): unicodedata.normalize("NFKC", chr(p)) for p in points} | {"e\u0301": "\u00e9", "\u200b": " "}
    line = lambda a, b: " ".join(f"{ord(c):X}" for c in a) + "\t" + " ".join(f"{ord(c):X}" for c in b) + "\n"
    return "".join(line(a, b) for a, b in rules.items())


def charsmap(model):
    """Field 2 of field 3 (normalizer_spec) of SentencePiece's ModelProto."""
    return dict(fields(dict(fields(model))[3]))[2]


def fields(message):
    at = 0
    while at < len(message):
        tag, at = varint(message, at)
        if tag & 7 == 0:
            value, at = varint(message, at)
        elif tag & 7 == 5:
            value, at = struct.unpack_from("<f", message, at)[0], at + 4
        else:
            size, at = varint(message, at)
            value, at = message[at:at + size], at + size
        yield tag >> 3, value


def varint(message, at):
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def bert():
    t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=True)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.train_from_iterator(CORPUS, trainers.WordPieceTrainer(
        vocab_size=260, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"], show_progress=False))
    t.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return t


with open("golden.jsonl", "w") as golden:
    for name, make in (("clip", clip), ("gpt2", gpt2), ("unigram", unigram), ("multilingual", multilingual), ("bert", bert)):
        tokenizer = make()
        tokenizer.save(name + ".json", pretty=False)
        tokenizer.enable_truncation(32)
        for text in TEXTS:
            if "<s>" in text or "[CLS]" in text:
                continue  # Written-out special tokens are text here and control there: a decision, see SubwordTokenizer.
            ids = tokenizer.encode(text).ids
            golden.write(json.dumps({"tokenizer": name, "text": text, "ids": ids}) + "\n")
with open("bert-vocab.txt", "w") as lines:
    vocab = Tokenizer.from_file("bert.json").get_vocab()
    lines.write("".join(w + "\n" for w in sorted(vocab, key=vocab.get)))
