"""What is proposed for a customer, why something is not, and that no method is ever changed silently."""

import pytest

from invoices.delivery import registry
from invoices.delivery.reasons import SENTENCES
from invoices.delivery.routing import Option, UnreachableError, choose, list_options
from tests.factories import sealed
from tests.factories.companies import company, customer


def by_channel(options: list[Option]) -> dict[str, Option]:
    return {option.channel: option for option in options}


def test_a_company_of_the_network_is_reached_directly_and_by_mail(seller, django_assert_max_num_queries) -> None:
    recipient = company(name="Kungälvs Betong AB")
    buyer = sealed.as_customer(seller, recipient, email="faktura@kungalv.example")
    with django_assert_max_num_queries(1):
        options = list_options(seller, buyer)
    network, mail = options
    assert (network.channel, network.recipient["company_id"]) == ("network", recipient.pk)
    assert (network.is_available, network.is_best, network.is_chosen, network.shown) == (
        True,
        True,
        True,
        recipient.name,
    )
    assert (mail.channel, mail.recipient["email"]) == ("email_pdf", "faktura@kungalv.example")
    assert (mail.is_available, mail.is_best, mail.is_chosen) == (True, False, False)


def test_what_is_not_possible_says_why(seller) -> None:
    options = by_channel(list_options(seller, customer(seller, email="")))
    assert options["network"].reason == "The customer is not a company in this network."
    assert options["email_pdf"].reason == "The customer has no e-mail address for invoices."
    assert not any(option.is_available or option.is_best or option.is_chosen for option in options.values())


def test_the_card_decides_and_a_better_way_is_marked(seller) -> None:
    buyer = sealed.as_customer(seller, company(), method="email_pdf")
    options = by_channel(list_options(seller, buyer))
    assert (options["email_pdf"].is_chosen, options["email_pdf"].is_better) == (True, False)
    assert (options["network"].is_best, options["network"].is_better) == (True, True)
    assert choose(seller, buyer).channel == "email_pdf"


def test_a_card_with_the_best_way_has_no_better_one(seller) -> None:
    buyer = sealed.as_customer(seller, company(), method="network")
    assert not any(option.is_better for option in list_options(seller, buyer))


def test_the_method_of_the_invoice_wins_over_the_card(seller) -> None:
    buyer = sealed.as_customer(seller, company(), method="email_pdf")
    assert choose(seller, buyer, method="network").channel == "network"


@pytest.mark.parametrize(
    ("method", "named", "code"),
    [
        ("network", "", "not_in_network"),
        ("", "network", "not_in_network"),
        ("print_post", "", "channel_missing"),
        ("email_pdf", "peppol", "channel_missing"),
    ],
)
def test_a_method_that_cannot_be_had_is_refused_not_changed(seller, method, named, code) -> None:
    buyer = customer(seller, method=method)
    with pytest.raises(UnreachableError) as caught:
        choose(seller, buyer, method=named)
    assert (caught.value.code, bool(caught.value.text)) == (code, True)


def test_a_customer_whom_nothing_reaches(seller) -> None:
    with pytest.raises(UnreachableError, match="no_way"):
        choose(seller, customer(seller, email=""))
    with pytest.raises(UnreachableError, match="no_way"):
        choose(seller, None)
    assert list_options(seller, None) == []


def test_the_registry_is_in_order_and_its_keys_fit_their_column() -> None:
    keys = [channel.key for channel in registry.list_channels()]
    assert keys == ["network", "email_pdf"]
    assert all(len(key) <= 12 for key in keys)
    assert registry.get_channel("carrier_pigeon") is None


def test_every_reason_that_the_code_gives_has_a_sentence() -> None:
    import re
    from pathlib import Path

    import invoices.delivery

    given = set()
    for path in Path(invoices.delivery.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        given |= set(
            re.findall(r'(?:failed|deferred|unknown|Reach|UnreachableError|Found)\((?:None, |code=)?"([a-z_]+)"', text)
        )
        given |= set(re.findall(r'return "([a-z]+_[a-z]+)"', text)) if path.name == "transport.py" else set()
    assert given <= set(SENTENCES)
    assert len(given) > 12
