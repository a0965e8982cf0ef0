"""Who gets in and how: invited, by password, with a token; and how one leaves."""

from playwright.sync_api import Page, expect

from tests.e2e.looks import assert_readable
from tests.e2e.people import ADMINISTRATOR, BOTH_WAYS, CONTRIBUTOR, NEIGHBOR, enter, leave
from tests.e2e.site import Site

PASSWORD = "une phrase assez longue 42"


def invite(page: Page, email: str) -> None:
    enter(page, ADMINISTRATOR)
    page.get_by_role("link", name="Personnes et invitations").first.click()
    page.get_by_role("link", name="Inviter quelqu’un").click()
    page.locator("[name=email]").fill(email)
    page.locator("[name=offer_code]").first.check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_have_text("Vérifiez avant d’envoyer")
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.locator("main")).to_contain_text(email)
    leave(page)


def accept(page: Page, password: str) -> None:
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Accepter").click()


@BOTH_WAYS
def test_an_invitation_leads_to_a_desk_of_ones_own(page: Page, site: Site, scripts: bool) -> None:
    email = f"accueil-{'avec' if scripts else 'sans'}@hublot-vert.example"
    invite(page, email)
    page.goto(site.link_to(email))
    if scripts:
        assert_readable(page)
    accept(page, "court")
    expect(page.locator(".error-summary")).to_be_visible()
    accept(page, PASSWORD)
    sign_in(page, email, PASSWORD)
    page.get_by_role("link", name="Mon bureau").click()
    expect(page.locator("main")).to_contain_text("Hublot vert")


@BOTH_WAYS
def test_a_forgotten_password_is_chosen_anew_once(page: Page, site: Site, scripts: bool) -> None:
    email = f"tri-{'avec' if scripts else 'sans'}@hublot-vert.example"
    invite(page, email)
    page.goto(site.link_to(email))
    accept(page, PASSWORD)
    forget(page, email)
    link = site.link_to(email, number=2)
    page.goto(link)
    if scripts:
        assert_readable(page)
    for field in page.locator("main [type=password]").all():
        field.fill("une autre phrase assez longue")
    page.get_by_role("button", name="Enregistrer").click()
    page.goto("/compte/entrer/")
    sign_in(page, email, "une autre phrase assez longue")
    expect(page.get_by_role("link", name="Mon bureau")).to_be_visible()
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Ce lien ne vaut plus")


def forget(page: Page, email: str) -> None:
    page.goto("/compte/entrer/")
    page.get_by_role("link", name="Mot de passe oublié").click()
    page.locator("[name=email]").fill(email)
    page.get_by_role("button", name="Envoyer le lien").click()
    expect(page).to_have_url("/compte/mot-de-passe/oublie/envoye/")


def sign_in(page: Page, email: str, password: str) -> None:
    expect(page).to_have_title("Ouvrir une session – Registre de concertation")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Entrer", exact=True).click()


@BOTH_WAYS
def test_a_wrong_password_says_nothing_of_who_has_an_account(page: Page, scripts: bool) -> None:
    said = []
    for email in (CONTRIBUTOR, f"personne-{scripts}@nulle-part.example"):
        page.goto("/compte/entrer/")
        sign_in(page, email, "ce n'est pas le bon")
        expect(page.locator(".error-summary")).to_be_visible()
        said.append(page.locator(".error-summary").inner_text())
    assert said[0] == said[1]


@BOTH_WAYS
def test_a_reset_answers_the_same_for_everyone(page: Page, scripts: bool) -> None:
    said = []
    for email in (NEIGHBOR, f"personne-{scripts}@nulle-part.example"):
        forget(page, email)
        said.append(page.locator("main").inner_text().replace(email, ""))
    assert said[0] == said[1]


def test_a_desk_asks_to_enter_first_and_then_opens(page: Page) -> None:
    page.goto("/bureau/organismes/ex-hublot/")
    expect(page).to_have_title("Ouvrir une session – Registre de concertation")
    page.get_by_role("button", name="Administration de l’Accueil du Hublot vert").click()
    expect(page).to_have_url("/bureau/organismes/ex-hublot/")


@BOTH_WAYS
def test_a_token_asks_the_api_until_it_is_revoked(page: Page, scripts: bool) -> None:
    name = f"Site web ({'avec' if scripts else 'sans'} script)"
    enter(page, CONTRIBUTOR)
    page.get_by_role("link", name="Mon compte").click()
    page.get_by_role("link", name="Créer un jeton").click()
    page.locator("[name=name]").fill(name)
    page.locator("main form button").click()
    token = page.locator("#token").input_value()
    assert ask_who_i_am(page, token) == (200, CONTRIBUTOR)

    page.get_by_role("link", name="Revenir à mon compte").click()
    row = page.locator("tr", has_text=name)
    expect(row).not_to_contain_text("jamais")
    row.get_by_role("link", name="Révoquer").click()
    page.locator("main form button").click()
    expect(row).to_contain_text("révoqué le")
    assert ask_who_i_am(page, token) == (401, None)


def ask_who_i_am(page: Page, token: str) -> tuple[int, str | None]:
    """The status of the answer and whom the token stands for."""
    answer = page.request.post(
        "/graphql/", data={"query": "{ me { email } }"}, headers={"Authorization": f"Bearer {token}"}
    )
    said = answer.json()["data"]
    return answer.status, said and said["me"]["email"]
