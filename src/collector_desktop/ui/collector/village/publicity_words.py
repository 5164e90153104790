"""Words of publicity on screen: topics and leaflets."""

from collector_desktop.domain.acts.publicity import HandedOut, PublicityTopic
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.ui.words import tr

_TOPICS = {
    PublicityTopic.ELECTRICITY_LAW: "电费法律",
    PublicityTopic.PENALTY: "违约金",
    PublicityTopic.SAFETY: "安全用电",
    PublicityTopic.TARIFF: "电价",
    PublicityTopic.PAYING: "交费办法",
    PublicityTopic.PROTECTING_LINES: "保护线路",
    PublicityTopic.SAVING: "节约用电",
}
_LEAFLETS = {
    Leaflet.ELECTRICITY_LAW: "电费法律",
    Leaflet.PENALTY: "违约金",
    Leaflet.SAFETY: "安全用电",
    Leaflet.FREE_SERVICE: "免费查线",
    Leaflet.PREPAYMENT: "预存代扣",
}


def topic_word(topic: PublicityTopic) -> str:
    """What was talked about."""
    return tr(_TOPICS[topic])


def leaflet_word(leaflet: Leaflet) -> str:
    """A leaflet by its short name."""
    return tr(_LEAFLETS[leaflet])


def handed_out_word(handed_out: HandedOut) -> str:
    """安全用电 30 份."""
    return tr("{leaflet} {number} 份").format(leaflet=leaflet_word(handed_out.leaflet), number=handed_out.number)
