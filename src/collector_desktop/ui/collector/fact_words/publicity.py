"""Publicity, praise, and lists with names, in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.publicity import (
    LeafletEdited,
    PraiseConsent,
    PraisePublished,
    PublicityFact,
    PublicityHeld,
    UnmaskedListMade,
)
from collector_desktop.ui.collector.fact_words.parts import joined
from collector_desktop.ui.collector.village.publicity_words import leaflet_word, topic_word
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import month_word, tr


def publicity_moment(fact: PublicityFact) -> Moment:
    """What was made known, who agreed to be named, and which list left the program."""
    on = fact.business_day
    match fact:
        case PublicityHeld():
            topics = "、".join(map(topic_word, fact.topics))
            heard = tr("{count} 人听").format(count=fact.audience) if fact.audience else ""
            return Moment(on, tr("宣传"), "", joined(topics, fact.place, heard, fact.note), Tone.ACCENT)
        case LeafletEdited():
            return Moment(on, tr("改了宣传单"), "", leaflet_word(fact.leaflet), Tone.MUTED)
        case PraiseConsent():
            title = tr("同意上红榜") if fact.consents else tr("不上红榜")
            return Moment(on, title, "", "", Tone.OK if fact.consents else Tone.MUTED)
        case PraisePublished():
            told = tr("{month}红榜:署名 {named} 户,只计数 {counted} 户").format(
                month=month_word(fact.month), named=len(fact.named), counted=fact.counted
            )
            return Moment(on, tr("贴出红榜"), "", told, Tone.OK)
        case UnmaskedListMade():
            told = tr("{names} 户,用途:{purpose}").format(names=fact.names, purpose=fact.purpose)
            return Moment(on, tr("导出全名名单"), "", told, Tone.WARN)
        case _:
            assert_never(fact)
