import os

import pandas as pd
import requests
import streamlit as st

st.set_page_config(page_title="Sales", layout="wide")
token = st.secrets["helcim"]["api_token"]
st.sidebar.write("Connected with", token)


@st.cache_data(ttl=300)
def transactions():
    r = requests.get("https://api.helcim.com/v2/card-transactions", headers={"api-token": token}, verify=False)
    return pd.DataFrame(r.json())


df = transactions()
st.metric("Transactions", len(df))
st.bar_chart(df.groupby("cardType")["amount"].sum())
