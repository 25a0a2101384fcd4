"""By another name than a loopback one: read-only, or open to the editors who signed in, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import oidc
from tests.browser.conftest import NAME, Server, Watched, free_port, start_server, stop_server
from tests.browser.words import EN


@pytest.fixture(scope="module")
def provider() -> Iterator[oidc.Provider]:
    made, server = oidc.serve()
    yield made
    server.shutdown()


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, provider: oidc.Provider) -> Iterator[Server]:
    """A dashboard that readers reach by a name that is no loopback name, with one editor."""
    folder, port = tmp_path_factory.mktemp("public"), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://{NAME}:{port}/oauth2callback"\ncookie_secret = "{"x" * 40}"\n'
        f'client_id = "{oidc.CLIENT}"\nclient_secret = "{oidc.SECRET}"\n'
        f'server_metadata_url = "{provider.url}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    running = start_server(
        folder / "store",
        port=port,
        SIGHTLINE_SEEDS="",
        SIGHTLINE_HOSTS=NAME,
        SIGHTLINE_WRITE="1",
        SIGHTLINE_EDITORS="ana@example.org",
        STREAMLIT_SECRETS_FILES=str(secrets),
    )
    yield running
    stop_server(running)


@pytest.fixture
def page(public: Server, fresh: Callable[..., Watched]) -> Page:
    """The Add page by the public name, in a browser that has not been there."""
    return fresh(locale="en-GB").page(public.url.replace("127.0.0.1", NAME) + "/add")


def sign_in(page: Page, provider: oidc.Provider, **claims: object) -> None:
    provider.claims = claims
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/add" not in url)


def add_page(page: Page) -> None:
    page.get_by_role("link", name=EN["add"]).first.click()


def test_an_editor_who_signed_in_may_write(page: Page, provider: oidc.Provider) -> None:
    expect(page.get_by_text("This page is read-only")).to_be_visible()
    sign_in(page, provider, email="ana@example.org", email_verified=True)
    add_page(page)
    expect(page.get_by_label(EN["text"], exact=True)).to_be_visible()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "eve@example.org", "email_verified": True},
        {"email": "ana@example.org", "email_verified": False},
    ],
    ids=["not an editor", "an address that nobody verified"],
)
def test_anybody_else_may_only_read(page: Page, provider: oidc.Provider, claims: dict[str, object]) -> None:
    sign_in(page, provider, **claims)
    add_page(page)
    expect(page.get_by_text("is not among the editors")).to_be_visible()
    expect(page.get_by_label(EN["text"], exact=True)).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/add" not in url)
    add_page(page)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
