"""Which addresses are Microsoft's."""

import pytest

from bot.teams.cloud import CLOUDS, on_this_machine
from bot.teams.origins import Origins

HERE = "http://127.0.0.1:5000"


@pytest.mark.parametrize(
    ("cloud", "url", "theirs"),
    [
        pytest.param("public", "https://smba.trafficmanager.net/emea/", True, id="the-world"),
        pytest.param("public", "https://smba.trafficmanager.net:443/teams", True, id="its-port"),
        pytest.param("public", "https://SMBA.trafficmanager.net/teams", True, id="in-any-case"),
        pytest.param("public", "https://smba.infra.gcc.teams.microsoft.com/teams", True, id="gcc-from-the-world"),
        pytest.param("gcc", "https://smba.infra.gcc.teams.microsoft.com/teams", True, id="gcc"),
        pytest.param("gcc", "https://smba.trafficmanager.net/emea/", False, id="the-world-from-gcc"),
        pytest.param("gcc-high", "https://smba.infra.gov.teams.microsoft.us/teams", True, id="gcc-high"),
        pytest.param("dod", "https://smba.infra.dod.teams.microsoft.us/teams", True, id="dod"),
        pytest.param("dod", "https://smba.infra.gov.teams.microsoft.us/teams", False, id="another-cloud"),
        pytest.param("china", "https://frontend.botapi.msg.infra.teams.microsoftonline.cn/x", True, id="china"),
        pytest.param("public", "http://smba.trafficmanager.net/emea/", False, id="in-the-open"),
        pytest.param("public", "http://smba.trafficmanager.net:443/", False, id="in-the-open-at-its-port"),
        pytest.param("public", "https://smba.trafficmanager.net:8443/", False, id="another-port"),
        pytest.param("public", "https://evil.trafficmanager.net/", False, id="a-neighbour"),
        pytest.param("public", "https://smba.trafficmanager.net.evil.example/", False, id="a-longer-name"),
        pytest.param("public", "https://evil.example/smba.trafficmanager.net", False, id="in-the-path"),
        pytest.param("public", "https://smba.trafficmanager.net@evil.example/", False, id="as-a-user"),
        pytest.param("public", "https://evil.example\\@smba.trafficmanager.net/", False, id="a-slash-that-leans"),
        pytest.param("public", "https://smba.trafficmanager.net\u3002evil.example/", False, id="an-odd-dot"),
        pytest.param("public", "https://smba.trafficmanager.net/\n", False, id="a-line"),
        pytest.param("public", "https://[::1", False, id="half-a-host"),
        pytest.param("public", "https://smba.trafficmanager.net:x/", False, id="no-port"),
        pytest.param("public", "file:///etc/passwd", False, id="a-file"),
        pytest.param("public", "None", False, id="nothing"),
        pytest.param("public", HERE, False, id="this-machine"),
    ],
)
def test_whose_service_it_is(cloud: str, url: str, *, theirs: bool) -> None:
    origins = Origins(CLOUDS[cloud])
    assert origins.may_have_token(url) is theirs
    assert origins.may_be_called(url) is theirs


@pytest.mark.parametrize(
    ("cloud", "url", "theirs"),
    [
        pytest.param("public", "https://contoso-my.sharepoint.com/personal/x?tempauth=y", True, id="a-drive"),
        pytest.param("public", "https://sharepoint.com/x", False, id="nobodys"),
        pytest.param("public", "https://evilsharepoint.com/x", False, id="a-longer-name"),
        pytest.param("public", "https://contoso.sharepoint.com.evil.example/", False, id="a-longer-name-behind"),
        pytest.param("public", "http://contoso.sharepoint.com/x", False, id="in-the-open"),
        pytest.param("public", "https://smba.trafficmanager.net/emea/v3/attachments/1", False, id="the-service"),
        pytest.param("gcc-high", "https://contoso.sharepoint.us/x", True, id="gcc-high"),
        pytest.param("dod", "https://contoso.sharepoint-mil.us/x", True, id="dod"),
        pytest.param("china", "https://contoso.sharepoint.cn/x", True, id="china"),
    ],
)
def test_where_files_lie(cloud: str, url: str, *, theirs: bool) -> None:
    assert Origins(CLOUDS[cloud]).may_hold_file(url) is theirs


@pytest.mark.parametrize(
    ("url", "called", "with_token"),
    [
        pytest.param(HERE, True, True, id="its-own"),
        pytest.param(f"{HERE}/emea/", True, True, id="a-path-of-its-own"),
        pytest.param("http://127.0.0.1:5001", False, False, id="another-port"),
        pytest.param("http://localhost:5000", False, False, id="another-name"),
        pytest.param("https://127.0.0.1:5000", False, False, id="another-scheme"),
        pytest.param("https://smba.trafficmanager.net/emea/", False, False, id="microsofts"),
    ],
)
def test_a_cloud_on_this_machine_is_trusted_as_it_is_set(url: str, *, called: bool, with_token: bool) -> None:
    origins = Origins(on_this_machine(HERE))
    assert (origins.may_be_called(url), origins.may_have_token(url)) == (called, with_token)


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("http://localhost:56150", True),
        ("http://127.0.0.1:1/x", True),
        ("http://[::1]:80/", True),
        ("http://127.0.0.1.evil.example/", False),
        ("http://192.0.2.7/", False),
        ("ftp://127.0.0.1/", False),
    ],
)
def test_loopback_is_called_without_a_token(url: str, *, called: bool) -> None:
    origins = Origins(CLOUDS["public"], loopback=True)
    assert (origins.may_be_called(url), origins.may_have_token(url)) == (called, False)


@pytest.mark.parametrize("home", ["https://login.evil.example", "http://192.0.2.7:80", "http://[", ""])
def test_a_cloud_of_ones_own_stands_on_this_machine(home: str) -> None:
    with pytest.raises(ValueError, match="this machine"):
        on_this_machine(home)
