"""The caption decoder: one step of a GRU that looks things up in the embedding.

A plain GRU on the embedding learns which pairs exist and renames pairs it never saw. This one is given the read-outs that
belong to its last words: after a colour, how much each kind is there in that colour; after a kind, where it is. The rule
is the same for every pair.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .drawn import facts
from .drawn.captions import BEGIN, TOKEN, VOCABULARY, plural
from .drawn.world import COLORS, KINDS
from .nets import Readout

MEMORY = 256  # of the GRU
HIDDEN = MEMORY + facts.C + facts.K * facts.C  # then the last colour named, then the pairs already told


def word_tables():
    """[V, 10] and [V, 18]: 1 where a token names a colour, a kind (singular or plural)."""
    colours, kinds = torch.zeros(len(VOCABULARY), facts.C), torch.zeros(len(VOCABULARY), facts.K)
    for i, c in enumerate(COLORS):
        colours[TOKEN[c], i] = 1
    for i, k in enumerate(KINDS):
        kinds[TOKEN[k], i] = kinds[TOKEN[plural(k)], i] = 1
    return colours, kinds


class CaptionDecoder(nn.Module):
    """token [b], hidden [b, HIDDEN], embedding [b, 256] → logits [b, V], hidden [b, HIDDEN].

    The first step is token <bos>: it ignores `hidden` and starts from the embedding.
    """

    def __init__(self, embed=48):
        super().__init__()
        self.readout = Readout()
        colours, kinds = word_tables()
        self.register_buffer("colour_of", colours)
        self.register_buffer("kind_of", kinds)
        self.embed = nn.Embedding(len(VOCABULARY), embed)
        lookups = 2 * facts.K + 2 * facts.C + 12 + facts.B + facts.C
        self.start = nn.Linear(facts.LABEL_COUNT, MEMORY)
        self.cell = nn.GRUCell(embed + lookups, MEMORY)
        self.out = nn.Linear(MEMORY + lookups, len(VOCABULARY))

    def tables(self, embedding):
        return torch.clamp(self.readout(embedding), -8, 8) / 4

    def begin(self, tables):
        told = torch.zeros_like(tables[:, : facts.C + facts.K * facts.C])
        return torch.cat([torch.tanh(self.start(tables)), told], 1)

    def lookups(self, tables, colour, kind, told):
        """colour [b, 10] is the last one named, kind [b, 18] the one this token names, told [b, 18, 10]."""

        def part(name, *shape):
            at = facts.OFFSET[name]
            return tables[:, at : at + facts.LABELS[name]].reshape(-1, *shape)

        pair = part("pair", facts.K, facts.C) - 4 * told
        where = torch.cat(
            [part("kind_place", facts.K, 4), part("kind_size", facts.K, 2), part("kind_count", facts.K, 2)], 2
        )
        kinds_of_colour = (pair * colour[:, None]).sum(2)
        about_kind = (where * kind[:, :, None]).sum(1)
        about_colour = (part("colour_place", facts.C, 4) * colour[:, :, None]).sum(1)
        ground = [part("ground", facts.B), part("ground_colour", facts.C)]
        return torch.cat([kinds_of_colour, colour, about_kind, about_colour, pair.amax(2), pair.amax(1), *ground], 1)

    def step(self, token, hidden, tables):
        memory = hidden[:, :MEMORY]
        last = hidden[:, MEMORY : MEMORY + facts.C]
        told = hidden[:, MEMORY + facts.C :].reshape(-1, facts.K, facts.C)
        colour, kind = F.embedding(token, self.colour_of), F.embedding(token, self.kind_of)
        last = colour + last * (1 - colour.sum(1, keepdim=True))
        told = torch.clamp(told + kind[:, :, None] * last[:, None], max=1.0)
        seen = self.lookups(tables, last, kind, told)
        memory = self.gru(self.project(token, seen), memory)
        logits = self.out(torch.cat([memory, seen], 1))
        return logits, torch.cat([memory, last, told.flatten(1)], 1)

    def project(self, token, seen):
        return F.linear(torch.cat([self.embed(token), seen], 1), self.cell.weight_ih, self.cell.bias_ih)

    def gru(self, x, h):
        """Written out: the exporter has no operator for a single cell. x is projected already."""
        xr, xz, xn = x.chunk(3, 1)
        hr, hz, hn = F.linear(h, self.cell.weight_hh, self.cell.bias_hh).chunk(3, 1)
        z = torch.sigmoid(xz + hz)
        return (1 - z) * torch.tanh(xn + torch.sigmoid(xr + hr) * hn) + z * h

    def forward(self, token, hidden, embedding):
        tables = self.tables(embedding)
        first = (token == BEGIN).float()[:, None]
        return self.step(token, first * self.begin(tables) + (1 - first) * hidden, tables)

    def teach(self, ids, tables):
        """Logits [b, l-1, V] under teacher forcing: what `step` gives, with all that the words alone decide done at once."""
        tokens = ids[:, :-1]
        b, n = tokens.shape
        colours, kinds = F.embedding(tokens, self.colour_of), F.embedding(tokens, self.kind_of)
        last = [colours[:, 0]]
        for i in range(1, n):
            last.append(colours[:, i] + last[-1] * (1 - colours[:, i].sum(1, keepdim=True)))
        last = torch.stack(last, 1)
        told = torch.cumsum(kinds[..., None] * last[:, :, None], 1).clamp(max=1.0)
        every = tables[:, None].expand(-1, n, -1).flatten(0, 1)
        seen = self.lookups(every, last.flatten(0, 1), kinds.flatten(0, 1), told.flatten(0, 1))
        x = self.project(tokens.flatten(), seen).view(b, n, -1)
        memory, memories = self.begin(tables)[:, :MEMORY], []
        for at_word in x.unbind(1):  # indexing would fill a gradient of the whole for every word
            memory = self.gru(at_word, memory)
            memories.append(memory)
        memories = torch.stack(memories, 1).flatten(0, 1)
        return self.out(torch.cat([memories, seen], 1)).view(b, n, -1)
